"""What stands beside a page's pictures and is none of them, told by size, name and place."""

import re
from itertools import islice
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from catalog.ingestion.elements import MAX_DEPTH, is_picture, text_of
from catalog.ingestion.parsing import Page

_NAMED = re.compile(
    r"(?:^|[^a-z])(icon|favicon|logo|avatar|gravatar|sprite|emoji|badge|button|spacer|pixel|blank|"
    r"placeholder|loading|loader|spinner|banner|advert)s?(?:[^a-z]|$)",
    re.I,
)
# An image's own class; "loading" or "placeholder" there say how it comes, not what it is.
_CLASSED = re.compile(
    r"(?:^|[^a-z])(?:(?:fav)?icon|logo|(?:gr)?avatar|sprite|emoji|badge|spinner|advert|tracking)s?"
    r"(?:[^a-z]|$)",
    re.I,
)
_TRACKER = re.compile(
    r"//(?:[\w.-]*\.)?(?:gravatar\.com|s\.w\.org|scorecardresearch\.com|doubleclick\.net|"
    r"googlesyndication\.com|google-analytics\.com|googletagmanager\.com|quantserve\.com|"
    r"amazon-adsystem\.com|adnxs\.com|bat\.bing\.com|mc\.yandex\.ru|histats\.com|statcounter\.com|"
    r"imrworldwide\.com|feedburner\.com|facebook\.com/tr|linkedin\.com/collect|"
    r"yadro\.ru|(?:pixel|stats)\.wp\.com)(?:[/:?]|$)"
    r"|^(?:(?:https?:)?//[^/]+)?/icons/[\w.-]+\.(?:gif|png)$",  # of a folder's index
    re.I,
)
_APART = re.compile(
    r"(?:^|[-_])(?:sidebar|widgets?|comments?|respond|related|shar(?:e|ing)|social|nav|navigation|"
    r"navbar|menu|footer|header|masthead|branding|breadcrumbs?|sharedaddy|relatedposts|yarpp|"
    r"pagination|sponsor(?:s|ed)?|advert(?:s|ising|isements?)?|adsbygoogle|newsletter|cookies?|"
    r"also-like|recommended|recommendations|"
    r"(?:recent|popular|latest|more|other|trending|similar)-(?:posts|films|movies|articles)|"
    r"(?:about|post)-author|author-(?:box|bio|info))(?:$|[-_])"
    r"|^ads?$|^ads?[-_](?:slot|unit|container|wrap|wrapper|box|block|top|bottom|space|zone|inner|"
    r"area|banner|leaderboard|\d+)(?:$|[-_])|[-_]ads?$|^google[-_]ads?"
)
# What stands around a sidebar is no sidebar, and a post's classes name its tags.
_HARMLESS = ("content-", "main-", "site-content", "has-", "no-", "with-", "tag-", "category-")
_BUILDERS = ("elementor-", "et_pb_", "fl-", "so-", "siteorigin", "panel-", "wp-block-image")
_APART_ELEMENTS = ("header", "footer", "nav", "aside", "ins", "template", "dialog")
_CONTENT = "main, [role=main], .entry-content, .post-content, #content"
_INVISIBLE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.I)
_MIN_SHOWN = 100  # pixels; narrower or lower is decoration or a control
_MIN_LINKED = 40  # of a thumbnail that leads to its own page; those of wide films are low


class Aside:
    """What one page holds beside its pictures."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = _host(page.url)
        self.slug = _words(urlsplit(page.url).path)[-100:].strip().replace(" ", "-")
        titles = [tag.get_text(" ")[:300] for tag in page.soup.find_all("h1", limit=3)]
        titles.append(text_of(page.soup.select_one('meta[property="og:title"]'), "content"))
        self.titles = _words(" ".join(titles)) + f" {self.slug.replace('-', ' ')} "
        self.apart: dict[int, bool] = {}
        self.content = {
            id(tag)
            for marked in page.soup.select(_CONTENT, limit=5)
            for tag in (marked, *islice(marked.parents, MAX_DEPTH))
        }

    def holds(self, image: Tag, href: str, link: Tag | None) -> bool:
        """Whether a picture is an icon, a logo, an avatar, an advertisement or the like."""
        linked = is_picture(text_of(link, "href"))  # a thumbnail may be small, whatever its name
        return (
            self.is_odd(href, named=not linked)
            or self._is_small(image, link, linked=linked)
            or bool(_CLASSED.search(f"{text_of(image, 'class')} {text_of(image, 'id')}"))
            or image.has_attr("hidden")
            or bool(_INVISIBLE.search(text_of(image, "style")))
            or (not linked and self._leads_home(link))
            or self.is_apart(image)
        )

    def is_odd(self, href: str, *, named: bool = True) -> bool:
        """Whether an address is that of a vector, a tracker, or named like decoration."""
        try:
            path = unquote(urlsplit(href).path)
        except ValueError:
            return True
        if path.lower().endswith((".svg", ".ico")) or _TRACKER.search(href):
            return True
        return named and any(
            f" {match[1].lower()}" not in self.titles  # a film may be called so
            for match in _NAMED.finditer(path.rsplit("/", 1)[-1])
        )

    def leads_elsewhere(self, link: Tag | None) -> bool:
        """Whether a link leads to a page that is not the picture's own, below this one."""
        href = text_of(link, "href")
        if not href or is_picture(href) or re.match(r"#|javascript:|data:", href, re.I):
            return False
        url = self.page.joined(href)
        if not url or "attachment" in url or "attachment" in text_of(link, "rel"):
            return False
        here, there = urlsplit(self.page.url), urlsplit(url)
        below = there.path.startswith(here.path.rstrip("/") + "/") or there.path == here.path
        return _host(url) != self.host or not below

    def is_apart(self, tag: Tag) -> bool:
        """Whether an element stands in a header, footer, sidebar, among comments or the like."""
        return any(
            self.stands_apart(parent)
            for parent in islice(tag.parents, MAX_DEPTH)
            if parent.name not in ("body", "html", "[document]")
        )

    def stands_apart(self, tag: Tag) -> bool:
        """Whether an element is itself a header, a sidebar or the like."""
        known = self.apart.get(id(tag))
        if known is None:
            known = self.apart[id(tag)] = self._judge(tag)
        return known

    def _judge(self, tag: Tag) -> bool:
        if tag.name in _APART_ELEMENTS:
            return True
        classes = text_of(tag, "class").lower().split()[:30]
        if tag.name in ("article", "main") or "hentry" in classes or id(tag) in self.content:
            return False
        if any(name.startswith(_BUILDERS) for name in classes):
            classes = [name for name in classes if name.startswith(("wp-", "ad"))]
        return any(
            _APART.search(name)
            for name in (*(name[:100] for name in classes), text_of(tag, "id")[:100].lower())
            if not name.startswith(_HARMLESS) and not (self.slug and self.slug in name)
        )

    def _is_small(self, image: Tag, link: Tag | None, *, linked: bool) -> bool:
        sides = [
            int(shown[1][:9])
            for side in ("width", "height")
            if (shown := re.fullmatch(r"(\d+)(?:px)?", text_of(image, side)))
        ]
        if linked or not sides:
            return False
        own = link is not None and _host(self.page.joined(text_of(link, "href"))) == self.host
        if own or image.has_attr("data-orig-file"):
            return min(sides) < _MIN_LINKED or max(sides) < _MIN_SHOWN
        return min(sides) < _MIN_SHOWN

    def _leads_home(self, link: Tag | None) -> bool:
        url = self.page.joined(text_of(link, "href"))
        parts = urlsplit(url)
        home = bool(url) and parts.path in ("", "/") and not parts.query
        return home and urlsplit(self.page.url).path not in ("", "/") and _host(url) == self.host


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", text[:1000].lower()))
