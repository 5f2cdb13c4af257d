"""Where pages keep their full-size pictures: one function for each shape of gallery page.

Each takes a parsed page and yields ``Found`` in the page's order; the first shape of ``SHAPES``
that finds any is believed, so that a thumbnail is never counted beside its full-size picture.
Built from what is known of these sites (docs/ingestion.md); a page that differs falls through to
``any_page``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

from catalog.ingestion.elements import MAX_DEPTH, PICTURE, is_picture, nodes_in, text_of

_SIZE_SUFFIX = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
_DECORATION = re.compile(
    r"(?:^|[^a-z])(?:icon|favicon|logo|avatar|gravatar|sprite|emoji|badge|button|spacer|pixel|"
    r"placeholder|loading|spinner|banner|advert)s?(?:[^a-z]|$)",
    re.I,
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|widget|comments?|related|share|sharing|social|nav|menu|footer|header|"
    r"breadcrumbs?|sharedaddy|jp-relatedposts)(?:$|[\s_-])",
    re.I,
)
MAX_IMAGES = 2000  # looked at in a page
_MAX_CLASSES = 400  # characters of an element's classes, asked for each picture within it
_MIN_SHOWN = 100  # pixels; narrower or lower is decoration or a control
_LAZY = ("data-orig-file", "data-full", "data-src", "data-lazy-src", "data-original")


@dataclass(frozen=True, slots=True)
class Found:
    """A picture's address as the page writes it, the text beside it, and its own page."""

    href: str
    alt: str = ""
    page: str = ""


def _link_around(image: Tag) -> Tag | None:
    return next((tag for tag in islice(image.parents, 8) if tag.name == "a"), None)


def without_query(href: str) -> str:
    """An address without query and fragment."""
    return re.split(r"[?#]", href, maxsplit=1)[0]


def key_of(url: str) -> str:
    """What two addresses of one picture have in common, its thumbnails' included."""
    parts = urlsplit(url)
    path = _SIZE_SUFFIX.sub("", parts.path.replace("/thumb/", "/"))
    query = "" if PICTURE.search(parts.path) else parts.query
    return urlunsplit(("", parts.netloc, path, query, ""))


@lru_cache(maxsize=64)  # what stands around many pictures is asked for each of them
def largest(srcset: str) -> str:
    """The largest candidate of a ``srcset``: by width, else by density."""
    best, best_size = "", -1.0
    # A comma separates candidates only before white space or at the end: URLs hold commas too.
    for candidate in re.split(r",\s+|,$|(?<=\d[wx]),", srcset.strip()):
        url, _, descriptor = candidate.strip().partition(" ")
        match = re.fullmatch(r"\s*([0-9.]+)[wx]\s*", descriptor)
        try:
            size = float(match[1]) if match else 1.0
        except ValueError:
            size = 1.0
        if url and size > best_size:
            best, best_size = url, size
    return best


def filmgrab(page: BeautifulSoup) -> Iterator[Found]:
    """FILMGRAB since 2019: Photo Gallery by 10Web, standard and masonry."""
    for link in page.select("div.bwg_container a[class*=bwg-a], div.bwg_container a.bwg_lightbox"):
        image = link.find("img")
        thumb = text_of(image, "data-src") or text_of(image, "src")
        href = text_of(link, "href")
        if not is_picture(href):
            href = thumb.replace("/thumb/", "/")
        if is_picture(href):
            # The query is the time of the last edit: without it the address stays the same.
            yield Found(without_query(href), text_of(image, "alt"))
    if not page.select("div.bwg_container a[href]"):
        for image in page.select("img.bwg-masonry-thumb, div.bwg_container img"):
            thumb = text_of(image, "data-src") or text_of(image, "src")
            if is_picture(thumb):
                href = without_query(thumb).replace("/thumb/", "/")
                yield Found(href, text_of(image, "alt"))


def wordpress_com(page: BeautifulSoup) -> Iterator[Found]:
    """FILMGRAB before 2019 and other WordPress.com galleries."""
    for image in page.select("img[data-orig-file], img[src*='.files.wordpress.com/']"):
        href = text_of(image, "data-orig-file") or text_of(image, "src")
        if is_picture(href) and not is_decoration(image, href):
            yield Found(without_query(href), text_of(image, "alt"))


def nextgen(page: BeautifulSoup) -> Iterator[Found]:
    """NextGEN Gallery: evanerichards.com and others."""
    for link in page.select(
        "div.ngg-gallery-thumbnail a[href], div.ngg-gallery-thumbnail-box a[href]"
    ):
        href = text_of(link, "data-src") or text_of(link, "href")
        if is_picture(href):
            yield Found(href, text_of(link.find("img"), "alt"))


def wordpress_gallery(page: BeautifulSoup) -> Iterator[Found]:
    """WordPress's own gallery of definition lists: Stills from Films."""
    for image in page.select("dl.gallery-item a img[src*=uploads]"):
        link = _link_around(image)
        href = text_of(link, "href")
        if not is_picture(href):
            href = _SIZE_SUFFIX.sub("", without_query(text_of(image, "src")))
        yield Found(without_query(href), text_of(image, "alt"))


def movie_screencaps(page: BeautifulSoup) -> Iterator[Found]:
    """movie-screencaps.com: links to the full frames."""
    for link in page.select("section.entry-content a[href*=caps]"):
        href = text_of(link, "href")
        if is_picture(href) and link.find("img"):
            yield Found(href, text_of(link.find("img"), "alt"))


def screenmusings(page: BeautifulSoup) -> Iterator[Found]:
    """screenmusings.org: thumbnails whose folder's name is changed for the full frames'."""
    for image in page.select("div#thumbnails div.thumb img[src*=thumb]"):
        yield Found(text_of(image, "src").replace("thumb", "images"), text_of(image, "alt"))


def wikimedia(page: BeautifulSoup) -> Iterator[Found]:
    """Wikimedia Commons: a file's page, or a category's."""
    original = page.select_one("div.fullMedia a[href]")
    if original is not None:
        if is_picture(text_of(original, "href")):
            yield Found(text_of(original, "href"), text_of(original, "title"))
        return
    for image in page.select("li.gallerybox img[src*='upload.wikimedia.org']"):
        src = text_of(image, "src")
        if "/thumb/" in src:
            src = src.replace("/thumb/", "/").rsplit("/", 1)[0]
        if is_picture(src):
            yield Found(src, text_of(image, "alt"), text_of(_link_around(image), "href"))


def any_page(page: BeautifulSoup) -> Iterator[Found]:
    """Any page: links to pictures around pictures, and the largest form of the others."""
    for image in page.find_all("img", limit=MAX_IMAGES):
        link = _link_around(image)
        href = text_of(link, "href")
        if not is_picture(href):
            href = _best_form(image)
        if href and not href.startswith("data:") and not is_decoration(image, href):
            yield Found(href, text_of(image, "alt"))


def _best_form(image: Tag) -> str:
    original = text_of(image, "data-orig-file")
    if original:
        return original
    sets = [text_of(image, "srcset"), text_of(image, "data-srcset")]
    # The parser nests a picture's sources: it does not know that they hold nothing.
    picture = next((tag for tag in islice(image.parents, 8) if tag.name == "picture"), None)
    if picture is not None:
        sources = (node for node in nodes_in(picture) if isinstance(node, Tag))
        for source in islice((tag for tag in sources if tag.name == "source"), 20):
            sets += [text_of(source, "srcset"), text_of(source, "data-srcset")]
    for candidate in (largest(srcset) for srcset in sets if srcset):
        if candidate and not candidate.startswith("data:"):
            return candidate
    lazy = (text_of(image, name) for name in _LAZY)
    return next((value for value in lazy if value), text_of(image, "src"))


def is_decoration(image: Tag, href: str) -> bool:
    """Whether a picture is an icon, a logo, an avatar or the like: by size, name and place."""
    path = urlsplit_path(href)
    linked = is_picture(text_of(_link_around(image), "href"))  # a thumbnail may be small
    if path.lower().endswith((".svg", ".ico")):
        return True
    for side in ("width", "height"):
        shown = re.fullmatch(r"(\d+)(?:px)?", text_of(image, side))
        if shown and int(shown[1][:9]) < _MIN_SHOWN and not linked:
            return True
    named = " ".join((path.rsplit("/", 1)[-1], text_of(image, "class"), text_of(image, "id")))
    if _DECORATION.search(named):
        return True
    return any(
        parent.name in ("header", "footer", "nav", "aside")
        or _ASIDE.search(f"{text_of(parent, 'class')[:_MAX_CLASSES]} {text_of(parent, 'id')[:100]}")
        for parent in islice(image.parents, MAX_DEPTH)
        if parent.name not in ("body", "html", "[document]")
    )


def urlsplit_path(href: str) -> str:
    """The path of an address, empty when it makes no sense."""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


Shapes = tuple[tuple[str, Callable[[BeautifulSoup], Iterator[Found]]], ...]
# The text whose presence in a page makes a shape worth looking for, and the shape.
SHAPES: Shapes = (
    ("bwg", filmgrab),
    ("data-orig-file", wordpress_com),
    (".files.wordpress.com/", wordpress_com),
    ("ngg-gallery-thumbnail", nextgen),
    ("gallery-item", wordpress_gallery),
    ("caps", movie_screencaps),
    ("thumbnails", screenmusings),
    ("upload.wikimedia.org", wikimedia),
    ("<img", any_page),
)
# Those of them that only a film's own pictures have.
GALLERIES = tuple(
    (marker, shape) for marker, shape in SHAPES if shape not in (wordpress_com, any_page)
)
