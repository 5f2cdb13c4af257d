"""Reading a gallery page: the full-size pictures it shows, and the film it shows them of."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag

from catalog.ingestion.addresses import MAX_URL, encode
from catalog.ingestion.credits import read_credits, split_title
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.shapes import SHAPES, Found, key_of, text_of
from catalog.ingestion.texts import clean

MAX_PICTURES = 500
MAX_TAGS = 60_000
MAX_LINES = 2000
MAX_LINE = 1000
MAX_NODES = 500  # of a block of text
_BLOCKS = ["p", "li", "dd", "h2", "h3", "h4", "td", "div"]
_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
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
    """What a page shows. ``cut`` says that it was too long to be read whole."""

    film: FilmFacts
    pictures: tuple[GalleryPicture, ...]
    next_page: str = ""
    cut: bool = False


def read_gallery(html: bytes, url: str, charset: str = "") -> Gallery:
    """Read a page's bytes; ``url`` is where it was found, ``charset`` what its header says.

    A page without pictures gives a Gallery without pictures; nothing is raised.
    """
    text, cut = _bounded(decode(html, charset))
    page = BeautifulSoup(text, "lxml")
    base = _joined(url, text_of(page.find("base", href=True), "href")) or url
    pictures: dict[str, GalleryPicture] = {}
    for found in _found(page, text):
        picture = _resolved(found, base, url)
        if picture is None:
            continue
        if len(pictures) == MAX_PICTURES and key_of(picture.url) not in pictures:
            return Gallery(_film(page, url), tuple(pictures.values()), cut=True)
        pictures.setdefault(key_of(picture.url), picture)
    next_link = page.select_one("a.next.page-numbers[href], a[rel~=next][href], link[rel~=next]")
    next_page = _joined(base, text_of(next_link, "href")) if next_link is not None else ""
    return Gallery(_film(page, url), tuple(pictures.values()), next_page, cut)


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


def _found(page: BeautifulSoup, text: str) -> Iterator[Found]:
    """What the first shape that finds any finds, else what the page says stands for it."""
    for marker, shape in SHAPES:
        if marker in text:
            found = shape(page)
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
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


def _resolved(found: Found, base: str, page_url: str) -> GalleryPicture | None:
    address = _joined(base, found.href)
    if not address:
        return None
    return GalleryPicture(address, _joined(base, found.page) or page_url, clean(found.alt))


def _joined(base: str, href: str) -> str:
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
