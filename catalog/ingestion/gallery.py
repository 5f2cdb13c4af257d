"""Reading a gallery page: the full-size pictures it shows, and the film it shows them of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, NavigableString, Tag

from catalog.ingestion.aside import Aside
from catalog.ingestion.credits import read_credits, split_title
from catalog.ingestion.elements import text_of
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.paging import next_of
from catalog.ingestion.parsing import Page, parse
from catalog.ingestion.shapes import SHAPES, Found, Shapes
from catalog.ingestion.sizes import is_reduced, key_of
from catalog.ingestion.statements import stated_film, stated_pictures
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
    ranks: dict[str, int] = {}
    for rank, picture in _pictures(page, _found(page)):
        key = key_of(picture.url)
        if len(pictures) == MAX_PICTURES and key not in pictures:
            return Gallery(film, tuple(pictures.values()), cut=True)
        if rank > ranks.get(key, -1):  # it keeps its place; the better address is taken
            pictures[key], ranks[key] = picture, rank
    return Gallery(film, tuple(pictures.values()), next_of(page, first), page.cut)


def count_shown(page: Page, most: int, shapes: Shapes = SHAPES) -> int:
    """How many different pictures a page itself shows, counted up to ``most``."""
    keys: set[str] = set()
    for _, picture in _pictures(page, _shown(page, shapes)):
        keys.add(key_of(picture.url))
        if len(keys) >= most:
            break
    return len(keys)


def _shown(page: Page, shapes: Shapes = SHAPES) -> Iterator[Found]:
    """What the first shape that finds any finds."""
    for marker, shape in shapes:
        if marker in page.text:
            found = shape(page)
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return


def _found(page: Page) -> Iterator[Found]:
    """What the page shows, else what it says stands for it."""
    shown = _shown(page)
    first = next(shown, None)
    if first is not None:
        yield first
        yield from shown
        return
    aside = Aside(page)
    yield from (Found(href) for href in stated_pictures(page.soup) if not aside.is_odd(href))


def _pictures(page: Page, found: Iterator[Found]) -> Iterator[tuple[int, GalleryPicture]]:
    """Pictures with how sure their address is the full size's: 2, made up 1, a thumbnail's 0."""
    for one in found:
        address = page.joined(one.href)
        if address:
            shown_on = page.joined(one.page) or page.url
            rank = 0 if is_reduced(address) else 1 if one.guessed else 2
            yield rank, GalleryPicture(address, shown_on, clean(one.alt))


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
    facts = read_credits(list(_lines(page))).over(stated_film(page))
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
