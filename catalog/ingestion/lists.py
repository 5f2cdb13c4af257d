"""Reading a page of a list: the films it names, and whether it is a list at all.

A list is an A to Z, a category, an archive by date or name.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from bs4 import Tag

from catalog.ingestion.credits import TITLE_LENGTH
from catalog.ingestion.elements import MAX_DEPTH, is_picture, nodes_in, text_of
from catalog.ingestion.gallery import count_shown
from catalog.ingestion.paging import next_of, page_number, site_of
from catalog.ingestion.parsing import Page, joined, parse
from catalog.ingestion.places import Kind, Place, content_of, place_of, words_of
from catalog.ingestion.shapes import GALLERIES
from catalog.ingestion.texts import clean

MAX_LINKS = 2000  # read of one page of a list
_SEVERAL = 3  # pictures of its own that make a page a gallery
_DATED = re.compile(r"/\d{4}/\d{2}/(?:\d{2}/[^/]+|(?!\d{2}/?$)[^/]+)/?$")  # a post, not a day
_NO_PAGE = re.compile(
    r"\.(?:zip|rar|7z|gz|pdf|mp[34]|m4v|mov|webm|avi|xml|rss|atom|json|csv|txt|css|js|svg|ico|exe)$"
    r"|(?:^|/)(?:feed|rss|wp-login\.php|wp-admin|wp-json|cdn-cgi|(?:category|tag|author)/[^/]+|"
    r"page/\d+|comment-page-\d+)(?:/|$)"
    r"|^/(?:categories|tags|\d{4}/\d{2}(?:/\d{2})?)/?$"
    r"|^/(?:log-?in|log-?out|sign-?in|sign-?up|register|account|cart|checkout|search)(?:/|$)",
    re.I,
)
# Such pages stand beside films only at a site's root; elsewhere "Contact" is a film.
_ABOUT = re.compile(
    r"^/(?:about|contact|privacy|terms|search|donate|faq|legal|imprint)"
    r"(?:[-_](?:us|me|policy|of-use|and-conditions))?(?:\.\w+)?/?$",
    re.I,
)
_NO_QUERY = re.compile(
    r"s|q|search|share|replytocom|cpage|sort|order|order_?by|action|lang|feed|attachment_id|"
    r"filter|redirect_to",
    re.I,
)
_MORE = re.compile(r"(?:(?:continue|keep) reading|(?:read|see|view) (?:more|all))\b.{0,80}", re.I)


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A film's page as a list names it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The films one page of a list names. ``cut`` says that not all of it was read."""

    pages: tuple[ListedPage, ...]
    next_page: str = ""
    cut: bool = False


def read_list(html: bytes, url: str, charset: str = "", first: str = "") -> Listing:
    """The films a list's page names, in its order, each once; nothing is raised.

    ``first`` is the address of the list's first page when this is a later one.
    """
    return listing_of(read_links(parse(html, url, charset), first or url))


def is_list(html: bytes, url: str, charset: str = "") -> bool:
    """Whether a page names films rather than showing the stills of one; nothing is raised."""
    return is_list_of(read_links(parse(html, url, charset), url))


@dataclass(frozen=True, slots=True)
class _Link:
    tag: Tag
    url: str
    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with its links to pages of the same site, and those of them that name films."""

    page: Page
    links: list[_Link]
    films: list[_Link]
    next_page: str
    cut: bool


def read_links(page: Page, first: str) -> Reading:
    """Read a page of the list that begins at ``first``."""
    content = content_of(page.soup)
    tags = content.find_all("a", href=True, limit=MAX_LINKS + 1)
    cut = page.cut or len(tags) > MAX_LINKS
    next_page = next_of(page, first) or _cursor(page)
    # A number below the list is a film ("1917") unless that is how the list turns its pages.
    numbered = _is_bare(first, next_page)
    links = []
    for tag in tags[:MAX_LINKS]:
        url = _address(tag, page)
        own = page_number(first, url) if url else 0
        if not url or (own and (numbered or not _is_bare(first, url))):
            continue
        place = place_of(tag, content)
        if place is not None:
            links.append(_Link(tag, url, key_of_page(url), place))
    return Reading(page, links, _films(links), next_page, cut)


def _is_bare(first: str, url: str) -> bool:
    return page_number(first, url) > 1 and page_number(url, url) == 1


def listing_of(reading: Reading) -> Listing:
    """The films a page names, each once, by the first words that say its title."""
    titles = dict.fromkeys((film.key for film in reading.films), "")
    for link in (*reading.films, *reading.links):
        if titles.get(link.key) == "":
            title = clean(words_of(link.tag), TITLE_LENGTH)
            titles[link.key] = "" if _MORE.fullmatch(title) else title
    urls = {film.key: film.url for film in reversed(reading.films)}
    pages = tuple(ListedPage(urls[key], title) for key, title in titles.items())
    return Listing(pages, reading.next_page, reading.cut)


def is_list_of(reading: Reading) -> bool:
    """Whether little is shown once what stands for the films named is taken out of the page."""
    films = {film.key for film in reading.films}
    if not films:
        return False
    around: dict[int, set[str]] = {}
    for film in reading.films:
        around.setdefault(id(film.place.entry), set()).add(film.key)
    # One film linked to from a page is rather a film beside the page's own.
    entries = [
        film.place.entry
        for film in reading.films
        if film.place.entry is not None
        and len(films) > 1
        and len(around[id(film.place.entry)]) == 1
    ]
    _take_out([*entries, *(link.tag for link in reading.links if link.key in films)])
    # A list may show a few pictures beside its films; a gallery of a known shape is surer.
    most = max(_SEVERAL, len(films) // 3)
    if count_shown(reading.page, _SEVERAL, GALLERIES) >= _SEVERAL:
        return False
    return count_shown(reading.page, most) < most


def _take_out(tags: list[Tag]) -> None:
    gone: set[int] = set()
    for tag in tags:
        # Taking out costs as much as the tag is deep: what went with another is left alone.
        if not any(id(around) in gone for around in (tag, *islice(tag.parents, MAX_DEPTH))):
            tag.extract()
        gone.add(id(tag))


def _address(tag: Tag, page: Page) -> str:
    """Where a link leads when that may be a film: another page of this site, not above this."""
    href = text_of(tag, "href")
    url = "" if href.startswith("#") else joined(page.base, href)
    if not url or site_of(url) != site_of(page.url) or not _may_be_film(url):
        return ""
    if (
        _is_above(url, page.url)
        or key_of_page(url) == key_of_page(page.url)
        or _is_still(tag, url, page.url)
    ):
        return ""
    return url


def _may_be_film(url: str) -> bool:
    parts = urlsplit(url)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if is_picture(url) or any(_NO_QUERY.fullmatch(name) for name in names):
        return False
    if parts.path.strip("/") == "":
        return bool(names)  # WordPress without pretty addresses: /?p=12
    return not _NO_PAGE.search(parts.path)


def _is_still(link: Tag, url: str, page_url: str) -> bool:
    """Whether a link leads to WordPress's page of one picture, which lies below its post."""
    below = _is_above(page_url, url)
    images = (node for node in nodes_in(link) if isinstance(node, Tag) and node.name == "img")
    return below and (
        bool(_DATED.search(urlsplit(page_url).path))
        or any(text_of(image, "data-orig-file") for image in images)
    )


def _is_above(url: str, page_url: str) -> bool:
    """Whether an address is a folder the page is in, as breadcrumbs link to."""
    above, here = urlsplit(url), urlsplit(page_url)
    folder = above.path.rstrip("/") + "/"
    return not above.query and here.path != above.path and here.path.startswith(folder)


def _films(links: list[_Link]) -> list[_Link]:
    """The links of the surest kind that names several films, else of the kind that names most."""
    best: list[_Link] = []
    for kind in Kind:
        found = [link for link in links if link.place.kind == kind]
        found = _family(found) if kind == Kind.OTHER else found
        if len({link.key for link in found}) > len({link.key for link in best}):
            best = found
        if len({link.key for link in best}) > 1:
            break
    return best


def _family(links: list[_Link]) -> list[_Link]:
    """Of links anywhere in the content, those alike: dated posts, or the most siblings."""
    families: dict[str, list[_Link]] = {}
    for link in links:
        family = _family_of(link.url)
        if family:
            families.setdefault(family, []).append(link)
    sizes = Counter({name: len({link.key for link in of}) for name, of in families.items()})
    if not sizes:
        return []
    name, size = sizes.most_common(1)[0]
    if size == 1:
        return families.get("dated", [])
    return families[name]


def _family_of(url: str) -> str:
    """What the addresses of one list's films have in common, its years and letters aside."""
    parts = urlsplit(url)
    if _DATED.search(parts.path):
        return "dated"
    if _ABOUT.search(parts.path):
        return ""
    names = sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    path = parts.path if names else parts.path.rstrip("/").rpartition("/")[0]
    return re.sub(r"/(?:\d+|[^/])(?=/|$)", "/*", path) + "/?" + "&".join(names)


def _cursor(page: Page) -> str:
    """A next page told by some mark in the query, which only the page's own word shows."""
    for tag in page.soup.find_all(["a", "link"], href=True, limit=MAX_LINKS):
        words = f"{text_of(tag, 'rel')} {text_of(tag, 'class')}".lower().split()
        if "next" not in words:
            continue
        url = joined(page.base, text_of(tag, "href"))
        here, there = urlsplit(page.url), urlsplit(url)
        if site_of(url) == site_of(page.url) and here.path == there.path and there.query:
            return url if there.query != here.query else ""
    return ""


def key_of_page(url: str) -> str:
    """What two addresses of one page have in common."""
    parts = urlsplit(url)
    return f"{parts.path.rstrip('/')}?{parts.query}"
