"""Reading a gallery page: the full-size pictures it shows, and the film it shows them of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup

from catalog.ingestion.aside import Aside
from catalog.ingestion.credits import read_credits, split_title
from catalog.ingestion.elements import text_of
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.lines import MAX_LINE, lines
from catalog.ingestion.paging import next_of
from catalog.ingestion.parsing import Page, parse
from catalog.ingestion.shapes import SHAPES, Found, Shapes
from catalog.ingestion.sizes import is_reduced, key_of
from catalog.ingestion.statements import stated_film, stated_pictures
from catalog.ingestion.texts import clean

MAX_PICTURES = 500
_CONTENT = ".entry-content, .post-content, article, main"


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
    film = _film(page, url)
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


def _film(page: Page, url: str) -> FilmFacts:
    soup = page.soup
    site = text_of(soup.select_one('meta[property="og:site_name"]'), "content")
    titles = [split_title(candidate, site) for candidate in _titles(soup)]
    title, year = next(((title, year) for title, year in titles if title), ("", None))
    # One of the others may be the same title with its year.
    same = (other for name, other in titles if name.casefold() == title.casefold())
    year = year or next(filter(None, same), None)
    title = re.sub(r"^(?:Category|File):|\s+[–-]\s+Wikimedia Commons$", "", title).strip()
    facts = _credits(page).over(stated_film(soup))
    return replace(facts, title=title, year=facts.year or year, source_url=url)


def _titles(soup: BeautifulSoup) -> list[str]:
    """What may be the film's title, the surest first."""
    heading = soup.select_one("h1.entry-title") or soup.select_one("h1#firstHeading")
    posts = soup.select("h2.entry-title, h2.post-title, h3.entry-title, h3.post-title", limit=2)
    if heading is None and len(posts) == 1:  # several are a list's
        heading = posts[0]
    og = text_of(soup.select_one('meta[property="og:title"]'), "content")
    title = soup.title.get_text()[:MAX_LINE] if soup.title else ""
    first = " ".join(soup.h1.get_text(" ").split())[:MAX_LINE] if soup.h1 else ""
    # A heading that the title begins with is the film's; any other may be the site's.
    begins = first and any(said.startswith((f"{first} ", f"{first}:")) for said in (og, title))
    return [
        heading.get_text(" ") if heading else "",
        first if begins else "",
        og,
        title,
        first,
    ]


def _credits(page: Page) -> FilmFacts:
    """The credits of a page's content, or of the rest of it when that has none."""
    aside = Aside(page)
    body = page.soup.body or page.soup
    content = page.soup.select_one(_CONTENT)
    facts = read_credits(list(lines(content, aside))) if content else FilmFacts()
    # Around a content with credits of its own rather stand those of others.
    told = facts.directors or facts.cinematographers or facts.year
    return facts if told else facts.over(read_credits(list(lines(body, aside))))
