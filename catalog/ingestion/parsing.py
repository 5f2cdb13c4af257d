"""From a page's bytes to its elements, and from its links to addresses."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from catalog.ingestion.addresses import MAX_URL, encode
from catalog.ingestion.elements import text_of

MAX_TAGS = 60_000
_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its address, what its links are relative to, whether it was cut short."""

    soup: BeautifulSoup
    text: str
    url: str
    base: str
    cut: bool


def parse(html: bytes, url: str, charset: str = "") -> Page:
    """Parse a page's bytes, at most MAX_TAGS tags of them; nothing is raised."""
    text, cut = _bounded(decode(html, charset))
    soup = BeautifulSoup(text, "lxml")
    base = joined(url, text_of(soup.find("base", href=True), "href")) or url
    return Page(soup, text, url, base, cut)


def decode(html: bytes, charset: str = "") -> str:
    """A page's text: by its mark, its header, its own word, as UTF-8, or byte for byte."""
    declared = _ENCODING.search(html[:4096])
    marked = [name for mark, name in _MARKS if html.startswith(mark)]
    for name in (*marked, charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        try:
            # "replace" would hide that the page lies about itself.
            return html.decode(name or "utf-8").replace("\0", "")
        except (LookupError, ValueError):
            continue
    return html.decode("cp1252", "replace").replace("\0", "")


def _bounded(text: str) -> tuple[str, bool]:
    """At most MAX_TAGS tags, for time and memory grow with them; whether some were left out."""
    if text.count("<") <= MAX_TAGS:
        return text, False
    last = next(islice(re.finditer("<", text), MAX_TAGS, None))
    return text[: last.start()], True


def joined(base: str, href: str) -> str:
    """An absolute web address, percent-encoded once; empty when there is none."""
    if not href or len(href) > MAX_URL:
        return ""
    try:
        address = encode(urljoin(base, re.sub(r"[\t\r\n]", "", href.strip())))
    except ValueError:
        return ""
    address = address.split("#", 1)[0]
    return address if re.match(r"https?://", address, re.I) and len(address) <= MAX_URL else ""
