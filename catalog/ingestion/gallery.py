"""Reading a gallery page: the full-size pictures it shows, and the film it shows them of."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

from catalog.ingestion.addresses import MAX_URL, PORTS, encode
from catalog.ingestion.credits import read_credits, split_title
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.shapes import SHAPES, Found, Shapes, key_of, nodes_in, text_of
from catalog.ingestion.texts import clean

MAX_PICTURES = 500
MAX_TAGS = 60_000
MAX_LINES = 2000
MAX_LINE = 1000
MAX_NODES = 500  # of a block of text
_BLOCKS = ["p", "li", "dd", "h2", "h3", "h4", "td", "div"]
_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_PAGE_PATH = re.compile(r"/(?:nggallery/)?page/([0-9]{1,4})/?$")
_PAGE_NAME = re.compile(r"page|paged|pg|page_number_[0-9]+")
_PAGE_VALUE = re.compile(r"[0-9]{1,4}")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    """A picture's address, the page that shows it, and the text the page gives for it."""

    url: str
    page: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """What a page shows. ``cut`` says that it was too long to be read whole.

    ``next_page`` is the next page of the same film; another film's page never is.
    """

    film: FilmFacts
    pictures: tuple[GalleryPicture, ...]
    next_page: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its address, what its links are relative to, whether it was cut short."""

    soup: BeautifulSoup
    text: str
    url: str
    base: str
    cut: bool


def read_gallery(html: bytes, url: str, charset: str = "", first: str = "") -> Gallery:
    """Read a page's bytes; ``url`` is where it was found, ``charset`` what its header says.

    ``first`` is the address of the film's first page when this is a later one. A page without
    pictures gives a Gallery without pictures; nothing is raised.
    """
    page = parse(html, url, charset)
    film = _film(page.soup, url)
    pictures: dict[str, GalleryPicture] = {}
    for picture in _pictures(page, _found(page.soup, page.text)):
        if len(pictures) == MAX_PICTURES and key_of(picture.url) not in pictures:
            return Gallery(film, tuple(pictures.values()), cut=True)
        pictures.setdefault(key_of(picture.url), picture)
    return Gallery(film, tuple(pictures.values()), next_of(page, first), page.cut)


def parse(html: bytes, url: str, charset: str = "") -> Page:
    """Parse a page's bytes, at most MAX_TAGS tags of them; nothing is raised."""
    text, cut = _bounded(decode(html, charset))
    soup = BeautifulSoup(text, "lxml")
    base = joined(url, text_of(soup.find("base", href=True), "href")) or url
    return Page(soup, text, url, base, cut)


def count_shown(page: Page, most: int, shapes: Shapes = SHAPES) -> int:
    """How many different pictures a page itself shows, counted up to ``most``."""
    keys: set[str] = set()
    for picture in _pictures(page, _shown(page.soup, page.text, shapes)):
        keys.add(key_of(picture.url))
        if len(keys) >= most:
            break
    return len(keys)


# --- Pages of one film or list --------------------------------------------------------


def site_of(url: str) -> str:
    """The host and port two pages of one site share: ``www.`` and the scheme make no difference.

    Empty when the address makes no sense or holds a user name.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host or "@" in parts.netloc or parts.scheme.lower() not in PORTS:
        return ""
    port = None if port == PORTS[parts.scheme.lower()] else port
    return f"{host.removeprefix('www.').removesuffix('.')}:{port or ''}"


def page_number(first: str, url: str) -> int:
    """Which page of the film or list that begins at ``first`` this is; 0 when it is none of it.

    >>> page_number("http://a.org/stalker/", "http://a.org/stalker/page/3/")
    3
    >>> page_number("http://a.org/films/1917/", "http://a.org/films/1918/")
    0
    """
    if not site_of(first) or site_of(first) != site_of(url):
        return 0
    path, query, _ = _unnumbered(first)
    other, other_query, number = _unnumbered(url)
    if query != other_query:
        return 0
    if other == path:
        return number
    tail = other.removeprefix(f"{path}/")
    # Only below the first page: of neighbours /12/ and /13/ each may be a film of its own.
    plain = tail != other and number == 1 and _PAGE_VALUE.fullmatch(tail)
    return int(tail) if plain else 0


def next_of(page: Page, first: str = "") -> str:
    """The address of the page that follows, of the same film or list; empty when there is none.

    Whatever the page calls "next" is no help alone: on a post it is the next post.
    """
    first = first or page.url
    wanted = (page_number(first, page.url) or 1) + 1
    for tag in page.soup.find_all(["a", "link", "option"]):
        href = text_of(tag, "value" if tag.name == "option" else "href")
        if str(wanted) not in href or (tag.name == "link" and "next" not in text_of(tag, "rel")):
            continue
        if tag.name == "option" and not _turns_pages(tag):
            continue
        if href == str(wanted) and tag.name == "option":
            parts = urlsplit(first)
            href = f"{parts.scheme}://{parts.netloc}{_unnumbered(first)[0]}/page/{wanted}/"
        address = joined(page.base, href)
        if not address or page_number(first, address) != wanted:
            continue
        pictured = any(getattr(node, "name", "") == "img" for node in nodes_in(tag))
        if page_number(address, address) == wanted or not pictured:
            return address  # a bare number below a picture is the page of a single still
    return ""


def _turns_pages(option: Tag) -> bool:
    return option.parent is not None and "paginate" in text_of(option.parent, "class")


def _unnumbered(url: str) -> tuple[str, list[tuple[str, str]], int]:
    """An address's path and query without the number of the page, and that number."""
    parts = urlsplit(url)
    number = 1
    match = _PAGE_PATH.search(parts.path)
    path = parts.path[: match.start()] if match else parts.path.rstrip("/")
    query = []
    for name, value in parse_qsl(parts.query[:MAX_URL], keep_blank_values=True):
        if _PAGE_NAME.fullmatch(name) and _PAGE_VALUE.fullmatch(value):
            number = int(value)
        else:
            query.append((name, value))
    return path, query, int(match[1]) if match else number


# --- Text and pictures ----------------------------------------------------------------


def decode(html: bytes, charset: str = "") -> str:
    """A page's text: by its mark, its header, its own word, as UTF-8, or byte for byte."""
    declared = _ENCODING.search(html[:4096])
    marked = [name for mark, name in _MARKS if html.startswith(mark)]
    for name in (*marked, charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        try:
            # "replace" would hide that the page lies about itself.
            return html.decode(name or "utf-8").replace("\0", "")
        except (LookupError, ValueError):
            continue
    return html.decode("cp1252", "replace").replace("\0", "")


def _bounded(text: str) -> tuple[str, bool]:
    """At most MAX_TAGS tags, for time and memory grow with them; whether some were left out."""
    if text.count("<") <= MAX_TAGS:
        return text, False
    last = next(islice(re.finditer("<", text), MAX_TAGS, None))
    return text[: last.start()], True


def _shown(page: BeautifulSoup, text: str, shapes: Shapes = SHAPES) -> Iterator[Found]:
    """What the first shape that finds any finds."""
    for marker, shape in shapes:
        if marker in text:
            found = shape(page)
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return


def _found(page: BeautifulSoup, text: str) -> Iterator[Found]:
    """What the page shows, else what it says stands for it."""
    shown = _shown(page, text)
    first = next(shown, None)
    if first is not None:
        yield first
        yield from shown
        return
    for meta in page.select('meta[property="og:image"], meta[name="twitter:image"]')[:1]:
        yield Found(text_of(meta, "content"))
        return
    for script in page.find_all("script", type="application/ld+json"):
        yield from (Found(href) for href in _linked_data_images(script))


def _linked_data_images(script: Tag) -> Iterator[str]:
    try:
        pending: list[Any] = [json.loads(script.get_text())]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(reversed(value))
        elif isinstance(value, dict):
            for image in _as_list(value.get("image")):
                href = image.get("url") if isinstance(image, dict) else image
                yield from (href,) if isinstance(href, str) else ()
            pending.extend(
                v for k, v in value.items() if k != "image" and isinstance(v, list | dict)
            )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _pictures(page: Page, found: Iterator[Found]) -> Iterator[GalleryPicture]:
    for one in found:
        address = joined(page.base, one.href)
        if address:
            shown_on = joined(page.base, one.page) or page.url
            yield GalleryPicture(address, shown_on, clean(one.alt))


def joined(base: str, href: str) -> str:
    """An absolute web address, percent-encoded once; empty when there is none."""
    if not href or len(href) > MAX_URL:
        return ""
    try:
        address = encode(urljoin(base, re.sub(r"[\t\r\n]", "", href.strip())))
    except ValueError:
        return ""
    address = address.split("#", 1)[0]
    return address if re.match(r"https?://", address, re.I) and len(address) <= MAX_URL else ""


def _film(page: BeautifulSoup, url: str) -> FilmFacts:
    heading = page.select_one("h1.entry-title") or page.select_one("h1#firstHeading")
    site = text_of(page.select_one('meta[property="og:site_name"]'), "content")
    candidates = (
        heading.get_text(" ") if heading else "",
        text_of(page.select_one('meta[property="og:title"]'), "content"),
        page.title.get_text() if page.title else "",
        page.h1.get_text(" ") if page.h1 else "",
    )
    titles = (split_title(candidate, site) for candidate in candidates)
    title, year = next(((title, year) for title, year in titles if title), ("", None))
    facts = read_credits(list(_lines(page)))
    title = re.sub(r"^(?:Category|File):|\s+[–-]\s+Wikimedia Commons$", "", title).strip()
    return replace(facts, title=title, year=facts.year or year, source_url=url)


def _lines(page: BeautifulSoup) -> Iterator[str]:
    """The page's lines of text, of its content where that is marked."""
    content = page.select_one("div.entry-content") or page.body or page
    count = 0
    for block in content.find_all(_BLOCKS, limit=MAX_LINES):
        if any(isinstance(child, Tag) and child.name in _BLOCKS for child in block.children):
            continue  # its parts come by themselves
        for line in _with_breaks(block).split("\n"):
            line = " ".join(line[:MAX_LINE].split())
            if line:
                yield line
                count += 1
            if count >= MAX_LINES:
                return


def _with_breaks(block: Tag) -> str:
    """A block's text, its ``<br>`` as line ends; walked by hand, as deep nesting costs dear."""
    parts = []
    pending = block.contents[:MAX_NODES][::-1]
    for _ in range(MAX_NODES):
        if not pending:
            break
        node = pending.pop()
        if isinstance(node, Tag):
            parts.append("\n" if node.name == "br" else "")
            pending.extend(node.contents[:MAX_NODES][::-1])
        elif type(node) is NavigableString:  # no comment, no script
            # Line ends of the source are white space; only <br> ends a line.
            parts.append(" ".join(f"|{node}|".split())[1:-1])
    return "".join(parts)
