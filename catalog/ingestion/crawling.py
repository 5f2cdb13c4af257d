"""Following the lists of a gallery site to its films, and a film's gallery over its pages.

A list is an A to Z, a category, an archive by date or name. Only lists are fetched here, page after
page, within the host of the first; the films they name are for the caller to bring in. How much is
asked for is bounded, whatever the pages say: a hostile site can promise a next page for ever.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from catalog.ingestion import fetching
from catalog.ingestion.errors import AddressRefused, IngestionError, PageWithoutImages
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.fetching import Fetched
from catalog.ingestion.gallery import MAX_PICTURES, Gallery, read_gallery
from catalog.ingestion.lists import (
    ListedPage,
    Listing,
    is_list_of,
    key_of_page,
    listing_of,
    read_links,
)
from catalog.ingestion.paging import page_number, site_of
from catalog.ingestion.parsing import parse
from catalog.ingestion.sizes import key_of

MIN_REQUESTS, MAX_REQUESTS = 20, 200  # of one crawl: as many as films are asked for, within these
MAX_GALLERY_PAGES = 20


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a list names over its pages.

    ``visited`` is how many pages were asked for. ``cut`` says that the list goes on beyond the
    bounds; ``errors`` are addresses that were left out, with their reason.
    """

    pages: tuple[ListedPage, ...]
    visited: int = 0
    cut: bool = False
    errors: tuple[tuple[str, IngestionError], ...] = ()


Fetch = Callable[[str], Fetched]
Progress = Callable[[int, int], object]


def crawl(
    url: str,
    *,
    most: int,
    fetch: Fetch = fetching.fetch_page,
    progress: Progress = lambda visited, found: None,
) -> Crawl:
    """The pages of at most ``most`` films that a list names; a film's own page names itself.

    ``progress`` is told, after each page, how many were read and how many films are found. Raises
    the IngestionError of the first page, and PageWithoutImages when it names and shows nothing; an
    error on a later page is kept and ends the list there.
    """
    run = _Run(most)
    address, first = url, ""
    while address:
        if not run.may_ask:
            run.cut = True
            break
        try:
            run.visited += 1
            fetched = fetch(address)
            first = first or fetched.final_url
            listing = _next_listing(fetched, first)
        except IngestionError as error:
            if run.visited == 1:
                raise
            run.errors.append((address, error))
            break
        goes_on = run.take(listing, fetched.final_url)
        progress(run.visited, len(run.pages))
        address = listing.next_page if goes_on else ""
    return Crawl(tuple(run.pages.values()), run.visited, run.cut, tuple(run.errors))


def rest_of(gallery: Gallery, url: str = "", fetch: Fetch = fetching.fetch_page) -> Gallery:
    """A gallery with what its next pages show, up to 20 pages and 500 pictures; nothing is raised.

    ``url`` is where its first page was found. Only pages of the same film are followed; a page that
    cannot be had ends it there, and ``cut`` says so.
    """
    first = url or gallery.film.source_url
    pictures = {key_of(picture.url): picture for picture in gallery.pictures}
    address, cut = gallery.next_page, gallery.cut
    for _ in range(MAX_GALLERY_PAGES - 1):
        if not address or len(pictures) >= MAX_PICTURES:
            break
        try:
            following = _further(address, first, fetch)
        except IngestionError:
            break
        before = len(pictures)
        for picture in following.pictures:
            if len(pictures) < MAX_PICTURES:
                pictures.setdefault(key_of(picture.url), picture)
        cut = cut or following.cut
        address = following.next_page if len(pictures) > before else ""
    shown = tuple(pictures.values())
    return replace(gallery, pictures=shown, next_page=address, cut=cut or bool(address))


def _further(address: str, first: str, fetch: Fetch) -> Gallery:
    """A later page of a film, empty when it is not one. Raises what ``fetch`` raises."""
    number = page_number(first, address)
    if number:
        fetched = fetch(address)
        # Else it was sent back to the first page, or away from the film.
        if page_number(first, fetched.final_url) == number:
            return read_gallery(fetched.content, fetched.final_url, fetched.charset, first)
    return Gallery(FilmFacts(), ())


# --- A crawl --------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """A crawl under way."""

    most: int
    pages: dict[str, ListedPage] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    visited: int = 0
    cut: bool = False
    errors: list[tuple[str, IngestionError]] = field(default_factory=list)

    @property
    def may_ask(self) -> bool:
        bound = min(MAX_REQUESTS, max(MIN_REQUESTS, self.most))
        return self.visited < bound and len(self.pages) < self.most

    def take(self, listing: Listing, url: str) -> bool:
        """Take a page's films; whether the list goes on: not when a page brings nothing new."""
        self.seen.add(key_of_page(url))
        before = len(self.pages)
        self.cut = self.cut or listing.cut
        for page in listing.pages:
            if key_of_page(page.url) in self.pages:
                continue
            if len(self.pages) == self.most:
                self.cut = True
                return False
            self.pages[key_of_page(page.url)] = page
        return len(self.pages) > before and key_of_page(listing.next_page) not in self.seen


def _next_listing(fetched: Fetched, first: str) -> Listing:
    """What a page that came names. Raises AddressRefused, PageWithoutImages."""
    final = fetched.final_url
    if site_of(final) != site_of(first):
        raise AddressRefused("This page leads to another host: give its address by itself.")
    reading = read_links(parse(fetched.content, final, fetched.charset), first)
    listing = listing_of(reading)
    if final != first or is_list_of(reading):
        return listing
    gallery = read_gallery(fetched.content, final, fetched.charset)
    if not gallery.pictures:
        raise PageWithoutImages(
            "This page names no films and shows no stills: give a list of films, or a film's page."
        )
    return Listing((ListedPage(final, gallery.film.title),))
