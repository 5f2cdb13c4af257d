"""Where pages keep their full-size pictures, and lists the links to their films.

There is one function for each shape of gallery page.

Each takes a parsed page and yields ``Found`` in the page's order; the first shape of ``SHAPES``
that finds any is believed, so that a thumbnail is never counted beside its full-size picture.
Built from what is known of these sites (docs/ingestion.md); a page that differs falls through to
``any_page``. Of a list, ``place_of`` tells of one link after the other what it is likely to be.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

PICTURE = re.compile(r"\.(?:jpe?g|jpe|png|webp|gif|avif)$", re.I)
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
MAX_DEPTH = 40  # elements around a picture that are looked at
MAX_ATTRIBUTE = 10_000  # characters of an attribute; longer than any address that is taken
MAX_NAMES = 200  # classes of an element
_MAX_CLASSES = 400  # characters of an element's classes, asked for each picture within it
_MIN_SHOWN = 100  # pixels; narrower or lower is decoration or a control
_LAZY = ("data-orig-file", "data-full", "data-src", "data-lazy-src", "data-original")


@dataclass(frozen=True, slots=True)
class Found:
    """A picture's address as the page writes it, the text beside it, and its own page."""

    href: str
    alt: str = ""
    page: str = ""


def text_of(tag: PageElement | None, name: str) -> str:
    """An attribute as one string, cut to MAX_ATTRIBUTE; empty when there is none."""
    value = tag.get(name) if isinstance(tag, Tag) else None
    if isinstance(value, list):
        return " ".join(value[:MAX_NAMES])[:MAX_ATTRIBUTE]
    return (value or "")[:MAX_ATTRIBUTE].strip()


def is_picture(href: str) -> bool:
    """Whether an address ends like a picture's, its query aside."""
    try:
        return bool(PICTURE.search(urlsplit(href).path))
    except ValueError:
        return False


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


# --- Lists ----------------------------------------------------------------------------

_HEADINGS = ("h1", "h2", "h3", "h4")
_POST = {"hentry", "post", "type-post"}
_TITLES = {"entry-title", "post-title", "popup-image"}
_APART_ELEMENTS = ("nav", "footer", "aside", "dialog")
_APART = re.compile(
    r"(?:^|[-_\s])(?:sidebar|widgets?|comments?|respond|related|share|sharing|social|nav|navigation|"
    r"navbar|menu|footer|breadcrumbs?|sharedaddy|pagination|pagenavi|paging|pager|tagcloud|meta|"
    r"byline|login|cookies?|advert|ads|relatedposts|(?:cat|tags?|edit|page)-links?|tag-cloud|"
    r"posted-on|post-(?:tags|categories)|page-numbers|search-?form|gallery-icon|gallerybox)"
    r"(?:$|[-_\s])|^secondary$"
)
_HEADERS = {"header", "site-header", "page-header", "main-header", "masthead", "archive-header"}
# What stands around a sidebar is no sidebar, and a post's classes name its tags.
_HARMLESS = ("content-", "main-", "site-content", "has-", "no-", "with-", "tag-", "category-")
_MAX_INNER = 60  # nodes of a link that are looked at
_MAX_POST = 200  # nodes of a post that are looked at for its heading


class Kind(IntEnum):
    """How a list gives a link to a film, the surest first."""

    KNOWN = 0  # as a site that is known does
    ENTRY = 1  # as the title of a post
    HEADING = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands in a list: its kind, and the element that is all about its film."""

    kind: Kind
    entry: Tag | None


def content_of(page: BeautifulSoup) -> Tag:
    """The part of a list that holds its links, the whole page when none is marked."""
    parts = (
        page.find("nav", id="movies"),  # screenmusings lists its films in a nav
        page.find("main"),
        page.find(role="main"),
        page.find(id=("primary", "content", "main", "main-content")),
    )
    held = (part for part in parts if isinstance(part, Tag) and part.find("a", href=True))
    return next(held, page.body or page)


def place_of(link: Tag, content: Tag) -> Place | None:
    """Where a link stands; None in a header, footer, navigation, sidebar or among comments."""
    if _apart(link):
        return None
    known = headed = in_header = False
    post = item = None
    for tag in (link, *islice(link.parents, MAX_DEPTH)):
        classes = _classes(tag)
        known = known or _is_known(tag, link, classes)
        if tag is content or tag.name in ("body", "html"):
            break
        if _apart(tag):
            return None
        headed = headed or (post is None and tag.name in _HEADINGS)
        in_header = in_header or tag.name == "header" or bool(_HEADERS.intersection(classes))
        if post is None and (tag.name == "article" or _POST.intersection(classes)):
            post, in_header = tag, False  # a post's own header holds its title
        if item is None and tag.name in ("li", "figure"):
            item = tag
    if in_header:
        return None
    if known:
        return Place(Kind.KNOWN, item)
    if _POST.isdisjoint(_classes(link)) and post is not None and _is_title(link, post):
        return Place(Kind.ENTRY, post)
    inner = any(getattr(node, "name", None) in _HEADINGS for node in nodes_in(link))
    return Place(Kind.HEADING if headed or inner else Kind.OTHER, item)


def words_of(link: Tag) -> str:
    """What a link says: its text, its title or the text beside its picture."""
    text = "".join(node for node in nodes_in(link) if type(node) is NavigableString)
    if text.strip():
        return text
    image = next((node for node in nodes_in(link) if getattr(node, "name", "") == "img"), None)
    return text_of(link, "title") or text_of(image, "alt")


def _is_known(tag: Tag, link: Tag, classes: list[str]) -> bool:
    """FILMGRAB's A to Z, movie-screencaps' directory, screenmusings' index."""
    if "listing-item" in classes:
        return "title" in _classes(link)
    return "tagindex" in classes or (tag.name == "nav" and text_of(tag, "id") == "movies")


def _is_title(link: Tag, post: Tag) -> bool:
    """Whether a link is in the first heading of a post, or said to be its lasting address."""
    around = {id(tag) for tag in (link, *islice(link.parents, 4))}
    around.update(id(node) for node in nodes_in(link))
    for node in nodes_in(post, _MAX_POST):
        if isinstance(node, Tag) and (
            node.name in _HEADINGS or _TITLES.intersection(_classes(node))
        ):
            return id(node) in around
    return "bookmark" in text_of(link, "rel").split()


def _apart(tag: Tag) -> bool:
    """Whether an element is no part of a list of films: by its name, its classes or its id."""
    if tag.name in _APART_ELEMENTS:
        return not (tag.name == "nav" and text_of(tag, "id") == "movies")
    classes = _classes(tag)
    if tag.name in ("dl", "figure") and "gallery-item" in classes:
        return True  # a film's own pictures
    if tag.name == "article" or _POST.intersection(classes):
        return False
    names = (*classes, text_of(tag, "id")[:100].lower())
    return any(_APART.search(name) and not name.startswith(_HARMLESS) for name in names)


def _classes(tag: Tag) -> list[str]:
    """An element's classes, so many that a page can ask for each of its links in turn."""
    classes = tag.get("class")
    return [name[:100].lower() for name in classes[:30]] if isinstance(classes, list) else []


def nodes_in(tag: Tag, most: int = _MAX_INNER) -> Iterator[PageElement]:
    """The first nodes inside an element, in order; walked by hand, as deep nesting costs dear."""
    pending = tag.contents[:most][::-1]
    for _ in range(most):
        if not pending:
            return
        node = pending.pop()
        yield node
        if isinstance(node, Tag):
            pending.extend(node.contents[:most][::-1])
