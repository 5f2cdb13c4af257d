"""Which pages belong together: those of one film's gallery, or of one list."""

import re
from urllib.parse import parse_qsl, urlsplit

from bs4 import Tag

from catalog.ingestion.addresses import MAX_URL, PORTS
from catalog.ingestion.elements import nodes_in, text_of
from catalog.ingestion.parsing import Page, joined

_PAGE_PATH = re.compile(r"/(?:nggallery/)?(?:page|seite|pagina|sida|strona)[/-]?([0-9]{1,4})/?$")
_PAGE_NAME = re.compile(r"page|paged|pg|page_number_[0-9]+")
_PAGE_VALUE = re.compile(r"[0-9]{1,4}")


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
    by_p = _may_count_by_p(first)
    path, query, _ = _unnumbered(first, by_p)
    other, other_query, number = _unnumbered(url, by_p)
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


def _may_count_by_p(first: str) -> bool:
    """Whether ``?p=2`` may be the second page of what begins here.

    To WordPress ``/?p=2`` is a post of its own, and where the first page has a ``p`` itself, each
    may be a film of its own.
    """
    parts = urlsplit(first)
    given = [value for name, value in parse_qsl(parts.query[:MAX_URL]) if name == "p"]
    return parts.path.strip("/") not in ("", "index.php") and given in ([], ["1"])


def _unnumbered(url: str, by_p: bool = False) -> tuple[str, list[tuple[str, str]], int]:
    """An address's path and query without the number of the page, and that number."""
    parts = urlsplit(url)
    number = 1
    match = _PAGE_PATH.search(parts.path)
    path = parts.path[: match.start()] if match else parts.path.rstrip("/")
    query = []
    for name, value in parse_qsl(parts.query[:MAX_URL], keep_blank_values=True):
        named = _PAGE_NAME.fullmatch(name) or (by_p and name == "p")
        if named and _PAGE_VALUE.fullmatch(value):
            number = int(value)
        else:
            query.append((name, value))
    return path, query, int(match[1]) if match else number
