"""Public pages remembered until what they are made of changes.

A page is kept as it was sent (compressed, with all its headers) in each process, and sent again
to whoever would get the same: nobody logged in, the same address, the same room. One small query
asks whether anything has changed since. Whoever has the page already is told so (304).
"""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers

from palettes import page_version

MOST_BYTES: Final = 48_000_000  # in one process
SECONDS: Final = 300  # after which a page is made anew all the same
LONGEST: Final = 2_000  # characters of an address

PAGES: Final = frozenset(
    {
        "catalog:home",
        "catalog:films",
        "catalog:film",
        "catalog:still",
        "catalog:about",
        "palettes:compare",
        "palettes:map",
        "palettes:film-map",
        "palettes:search",
        "palettes:methods",
        "palettes:named-colours",
        "palettes:colour",
        "palettes:people",
        "palettes:person",
        "palettes:decades",
        "palettes:decade",
    }
)
OWN: Final = frozenset({"r"})  # parameters with which a page depends on who asks, and how often

Key = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """An answer as it was sent, and when."""

    headers: tuple[tuple[str, str], ...]
    content: bytes
    at: float

    def answer(self) -> HttpResponse:
        """The same answer again."""
        response = HttpResponse(self.content)
        for name, value in self.headers:
            response.headers[name] = value
        return response


class Memory:
    """Pages by key, those least lately asked for forgotten first. Safe between threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()
        self._version = 0
        self._bytes = 0

    def get(self, version: int, key: Key) -> Page | None:
        """The page of this version of the catalogue, unless it has grown old."""
        with self._lock:
            if version != self._version:
                self._pages.clear()
                self._version, self._bytes = version, 0
            page = self._pages.get(key)
            if page is None or time.monotonic() - page.at > SECONDS:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, version: int, key: Key, page: Page) -> None:
        """Keep a page that was begun under ``version``."""
        with self._lock:
            if version != self._version or len(page.content) > MOST_BYTES // 10:
                return
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += len(page.content) - (len(old.content) if old else 0)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].content)


class PageMemory:
    """The middleware: before everything but security, static files and hosts' names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.memory = Memory()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory if possible, else remember what is answered."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        version = page_version.current()
        page = self.memory.get(version, key)
        if page is None:
            response = self.get_response(request)
            if isinstance(response, HttpResponse) and _is_for_everyone(request, response):
                made = Page(tuple(response.items()), response.content, time.monotonic())
                self.memory.put(version, key, made)
            return response
        response = page.answer()
        return (
            get_conditional_response(request, etag=response["ETag"], response=response) or response
        )


class PagesVary:
    """The middleware that says of every page what it depends on: the room and the colour vision
    chosen, whoever is logged in, and whether a part of it is asked for; and of every answer that
    it may come compressed.

    It stands inside of what answers 304, which repeats this header only when it is there already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; errors are pages too."""
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def _key(request: HttpRequest) -> Key | None:
    """What an answer depends on, or None when it is nobody else's."""
    if request.method != "GET" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    address = request.get_full_path()
    if len(address) > LONGEST or OWN & request.GET.keys():
        return None
    return (
        request.scheme or "",
        request.get_host(),
        address,
        "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "",
        request.headers.get("HX-Request", ""),
        request.COOKIES.get("room", "")[:8],
        request.COOKIES.get("sight", "")[:16],
    )


def _is_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code != 200 or response.cookies or "ETag" not in response:
        return False
    if any(word in response.get("Cache-Control", "") for word in ("private", "no-store")):
        return False
    try:
        if resolve(request.path_info).view_name not in PAGES:
            return False
    except Resolver404:
        return False
    packed = response.get("Content-Encoding") == "gzip"
    body = gzip.decompress(response.content) if packed else response.content
    return b"csrfmiddlewaretoken" not in body  # a form of somebody's own
