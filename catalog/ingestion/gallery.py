"""Reading a gallery page: the full-size pictures it shows, and the film it shows them of."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from catalog.ingestion.credits import read_credits, split_title
from catalog.ingestion.elements import text_of
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.paging import next_of
from catalog.ingestion.parsing import Page, joined, parse
from catalog.ingestion.shapes import SHAPES, Found, Shapes, key_of
from catalog.ingestion.texts import clean

MAX_PICTURES = 500
MAX_LINES = 2000
MAX_LINE = 1000
MAX_NODES = 500  # of a block of text
_BLOCKS = ["p", "li", "dd", "h2", "h3", "h4", "td", "div"]


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


def count_shown(page: Page, most: int, shapes: Shapes = SHAPES) -> int:
    """How many different pictures a page itself shows, counted up to ``most``."""
    keys: set[str] = set()
    for picture in _pictures(page, _shown(page.soup, page.text, shapes)):
        keys.add(key_of(picture.url))
        if len(keys) >= most:
            break
    return len(keys)


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
