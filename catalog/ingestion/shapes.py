"""Where pages keep their full-size pictures: one function for each shape of gallery page.

Each takes a parsed page and yields ``Found`` in the page's order; the first shape of ``SHAPES``
that finds any is believed, so that a thumbnail is never counted beside its full-size picture.
Built from what is known of these sites (docs/ingestion.md); a page that differs falls through to
``any_page``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag

from catalog.ingestion.aside import Aside
from catalog.ingestion.elements import is_picture, nodes_in, text_of
from catalog.ingestion.parsing import Page
from catalog.ingestion.sizes import candidates, full_size, largest, unresized, without_query

MAX_IMAGES = 2000  # looked at in a page
_MAX_AROUND = 3  # elements around an image whose data may be about it
_FULL = (
    "data-orig-file",
    "data-full-url",
    "data-full",
    "data-full-src",
    "data-large_image",
    "data-zoom-image",
    "data-hi-res-src",
    "data-highres",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-lazyload",
    "data-original-src",
    "data-image",
    "data-url",
    "data-echo",
)
_OF_LINK = ("href", "data-src", "data-href", "data-full", "data-image", "data-large", "data-url")
_OF_ITEM = ("data-src", "data-full", "data-original", "data-image", "data-large")
_BACKGROUNDS = ("data-bg", "data-background", "data-background-image")
_MEDIA = re.compile(r"(min|max)-(?:device-)?width\s*:\s*(\d{1,5})", re.I)
_URL = re.compile(r"background[^;]{0,200}url\(\s*([\"']?)([^\"')]{1,2048})\1\s*\)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A picture's address as the page writes it, the text beside it, and its own page.

    ``guessed`` says that the page does not write it so: it was made of a thumbnail's.
    """

    href: str
    alt: str = ""
    page: str = ""
    guessed: bool = False


def _link_around(image: Tag) -> Tag | None:
    return next((tag for tag in islice(image.parents, 8) if tag.name == "a"), None)


def filmgrab(page: Page) -> Iterator[Found]:
    """FILMGRAB since 2019: Photo Gallery by 10Web, standard and masonry."""
    for link in page.soup.select(
        "div.bwg_container a[class*=bwg-a], div.bwg_container a.bwg_lightbox"
    ):
        image = link.find("img")
        thumb = text_of(image, "data-src") or text_of(image, "src")
        href = text_of(link, "href")
        if not is_picture(href):
            href = thumb.replace("/thumb/", "/")
        if is_picture(href):
            # The query is the time of the last edit: without it the address stays the same.
            yield Found(without_query(href), text_of(image, "alt"))
    if not page.soup.select("div.bwg_container a[href]"):
        for image in page.soup.select("img.bwg-masonry-thumb, div.bwg_container img"):
            thumb = text_of(image, "data-src") or text_of(image, "src")
            if is_picture(thumb):
                href = without_query(thumb).replace("/thumb/", "/")
                yield Found(href, text_of(image, "alt"))


def nextgen(page: Page) -> Iterator[Found]:
    """NextGEN Gallery: evanerichards.com and others."""
    for link in page.soup.select(
        "div.ngg-gallery-thumbnail a[href], div.ngg-gallery-thumbnail-box a[href]"
    ):
        href = text_of(link, "data-src") or text_of(link, "href")
        if is_picture(href):
            yield Found(unresized(href), text_of(link.find("img"), "alt"))


def wordpress_gallery(page: Page) -> Iterator[Found]:
    """WordPress's own gallery of definition lists: Stills from Films."""
    for image in page.soup.select("dl.gallery-item a img[src*=uploads]"):
        link = _link_around(image)
        href = text_of(link, "href")
        if not is_picture(href):
            href = full_size(without_query(text_of(image, "src")))
        yield Found(without_query(href), text_of(image, "alt"))


def movie_screencaps(page: Page) -> Iterator[Found]:
    """movie-screencaps.com: links to the full frames."""
    for link in page.soup.select("section.entry-content a[href*=caps]"):
        href = text_of(link, "href")
        if is_picture(href) and link.find("img"):
            yield Found(unresized(href), text_of(link.find("img"), "alt"))


def screenmusings(page: Page) -> Iterator[Found]:
    """screenmusings.org: thumbnails whose folder's name is changed for the full frames'."""
    for image in page.soup.select("div#thumbnails div.thumb img[src*=thumb]"):
        yield Found(text_of(image, "src").replace("thumb", "images"), text_of(image, "alt"))


def wikimedia(page: Page) -> Iterator[Found]:
    """Wikimedia Commons: a file's page, or a category's."""
    original = page.soup.select_one("div.fullMedia a[href]")
    if original is not None:
        if is_picture(text_of(original, "href")):
            yield Found(text_of(original, "href"), text_of(original, "title"))
        return
    for image in page.soup.select("li.gallerybox img[src*='upload.wikimedia.org']"):
        src = text_of(image, "src")
        if "/thumb/" in src:
            src = src.replace("/thumb/", "/").rsplit("/", 1)[0]
        if is_picture(src):
            yield Found(src, text_of(image, "alt"), text_of(_link_around(image), "href"))


def any_page(page: Page) -> Iterator[Found]:
    """Any page: links to pictures, the largest form of its images, its backgrounds."""
    aside = Aside(page)
    found = [
        (one, aside.leads_elsewhere(link))
        for one, image, link in _images(page)
        if one.href and not one.href.startswith("data:") and not aside.holds(image, one.href, link)
    ]
    own = {without_query(one.href) for one, elsewhere in found if not elsewhere}
    others = {without_query(one.href) for one, elsewhere in found if elsewhere}
    # Beside a gallery of its own a page's links to other pages show what those hold.
    apart = len(own) >= len(others)
    kept = [one for one, elsewhere in found if not (elsewhere and apart)]
    yield from kept
    if not kept:
        yield from _links_and_backgrounds(page, aside)


def _images(page: Page) -> Iterator[tuple[Found, Tag, Tag | None]]:
    """Images and links that show something else in their stead, with the link around each."""
    for tag in page.soup.find_all(_is_image, limit=MAX_IMAGES):
        if tag.name == "a":
            yield Found(unresized(text_of(tag, "href")), text_of(tag, "title")), tag, tag
        else:
            link = _link_around(tag)
            yield _form(tag, link), tag, link


def _is_image(tag: Tag) -> bool:
    if tag.name != "a":
        return tag.name in ("img", "amp-img")
    if not is_picture(text_of(tag, "href")):
        return False
    return not any(
        node.name in ("img", "amp-img") if isinstance(node, Tag) else str(node).strip()
        for node in nodes_in(tag)
    )


def _links_and_backgrounds(page: Page, aside: Aside) -> Iterator[Found]:
    """Pictures of a page without images: of links in words, and of backgrounds."""
    for tag in page.soup.find_all(["a", "div", "li", "span", "figure", "section"]):
        if tag.name == "a" and is_picture(text_of(tag, "href")):
            href = text_of(tag, "href")
        else:
            style = _URL.search(text_of(tag, "style"))
            values = (text_of(tag, name) for name in _BACKGROUNDS)
            href = style[2] if style else next(filter(is_picture, values), "")
        odd = not href or href.startswith("data:") or aside.is_odd(href)
        if not odd and not aside.is_apart(tag):
            yield Found(unresized(href))


def _form(image: Tag, link: Tag | None) -> Found:
    """The address of an image at its largest."""
    alt = text_of(image, "alt")
    around = [tag for tag in islice(image.parents, _MAX_AROUND) if tag.attrs and tag is not link]
    stated = (
        *(text_of(link, name) for name in _OF_LINK),
        *(text_of(image, name) for name in _FULL),
        *(text_of(tag, name) for tag in around for name in _OF_ITEM if _holds_one(tag, name)),
    )
    href = next(filter(is_picture, stated), "")
    if href:
        return Found(unresized(href), alt)
    href = unresized(_best_form(image))
    whole = full_size(href)
    return Found(whole, alt, guessed=whole != href)


def _holds_one(tag: Tag, name: str) -> bool:
    """Whether an element with some data holds one image, which the data then is about."""
    if not tag.has_attr(name):
        return False
    names = [getattr(node, "name", None) for node in nodes_in(tag)]
    return names.count("img") - names.count("noscript") <= 1


def _best_form(image: Tag) -> str:
    best = max(_sized(image), key=lambda candidate: candidate[0], default=(0.0, ""))[1]
    if best:
        return best
    lazy = (text_of(image, name) for name in _LAZY)
    return next((value for value in lazy if value), text_of(image, "src"))


def _sized(image: Tag) -> Iterator[tuple[float, str]]:
    """An image's own candidates by size, then those of its picture's sources."""
    for name in _SETS:
        yield from candidates(text_of(image, name))
    # The parser nests a picture's sources: it does not know that they hold nothing.
    picture = next((tag for tag in islice(image.parents, 8) if tag.name == "picture"), None)
    sources = (node for node in nodes_in(picture) if isinstance(node, Tag)) if picture else ()
    for source in islice((tag for tag in sources if tag.name == "source"), 20):
        bound = _MEDIA.search(text_of(source, "media"))
        for name in _SETS:
            size, href = largest(text_of(source, name))
            # A density says nothing of a source's width; the screens it is meant for do.
            if bound and 0 < size < 10:
                size = size * int(bound[2]) / (1 if bound[1].lower() == "min" else 10_000)
            yield size, href


Shapes = tuple[tuple[str, Callable[[Page], Iterator[Found]]], ...]
# The text whose presence in a page makes a shape worth looking for, and the shape.
SHAPES: Shapes = (
    ("bwg", filmgrab),
    ("ngg-gallery-thumbnail", nextgen),
    ("gallery-item", wordpress_gallery),
    ("caps", movie_screencaps),
    ("thumbnails", screenmusings),
    ("upload.wikimedia.org", wikimedia),
    ("<", any_page),
)
# Those of them that only a film's own pictures have.
GALLERIES = tuple((marker, shape) for marker, shape in SHAPES if shape is not any_page)
