"""Where a link stands in a list of films, which tells what it is likely to be."""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from bs4 import BeautifulSoup, NavigableString, Tag

from catalog.ingestion.elements import MAX_DEPTH, nodes_in, text_of

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
