"""From a page's bytes to its elements, and from its links to addresses."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

import idna
from bs4 import BeautifulSoup

from catalog.ingestion.addresses import MAX_URL, encode
from catalog.ingestion.elements import text_of

MAX_TAGS = 60_000
_ENCODING = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_DECODERS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "cp949", "windows-949"), "cp949"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
_PLAIN = re.compile(r"(?:windows-125[0-8]|iso-8859-(?:[2-8]|1[03-6])|koi8-[ru]|utf-8)")
_FEW = 2  # letters for each that cannot be read, else it is another encoding
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

    def joined(self, href: str) -> str:
        """An address of this page's as an absolute one; empty when it makes no sense."""
        return joined(self.base, href)


def parse(html: bytes, url: str, charset: str = "") -> Page:
    """Parse a page's bytes, at most MAX_TAGS tags of them; nothing is raised."""
    text, cut = _bounded(decode(html, charset))
    soup = BeautifulSoup(text, "lxml")
    base = joined(url, text_of(soup.find("base", href=True), "href")) or url
    return Page(soup, text, url, base, cut)


def decode(html: bytes, charset: str = "") -> str:
    """A page's text: by its mark, as UTF-8, by its header, its own word, or byte for byte."""
    declared = _ENCODING.search(html[:4096])
    marked = [name for mark, name in _MARKS if html.startswith(mark)]
    said = [_known(charset), _known(declared[1].decode("ascii") if declared else "")]
    # What is sound UTF-8 is hardly ever anything else, whatever it says, but escapes are ASCII too.
    sound = [] if "iso2022_jp" in said else ["utf-8"]
    if charset.lower().startswith("utf-16") and b"\0" in html[:200]:
        sound = ["utf-16-be" if html.startswith(b"\0") else "utf-16-le"]
    for name in filter(None, (*marked, *sound, *said, "utf-8")):
        try:
            # "replace" would hide that the page lies about itself.
            return html.decode(name).replace("\0", "")
        except ValueError:
            continue
    text = html.decode(next(filter(None, said), "utf-8"), "replace")
    if text.count("\ufffd") * _FEW > sum(1 for letter in text if letter > "\x7f"):
        text = html.decode("cp1252", "replace")
    return text.replace("\0", "")


def _known(charset: str) -> str:
    """The decoder browsers take for a label, or nothing.

    Only these are ever asked: Python has others, such as punycode, that take hours for a page.
    """
    label = charset.strip().lower().replace("_", "-")
    return _DECODERS.get(label, label if _PLAIN.fullmatch(label) else "")


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
        href = re.sub(r"[\t\r\n]", "", href.strip())
        tail = re.search("[?#]", href)
        way = href[: tail.start()] if tail else href
        address = urljoin(base, way.replace("\\", "/") + href[len(way) :])  # as browsers do
        parts = urlsplit(address)
        if not parts.netloc.isascii():
            user, at, _ = parts.netloc.rpartition("@")
            host = idna.encode(parts.hostname or "", uts46=True).decode("ascii")
            port = f":{parts.port}" if parts.port else ""
            address = parts._replace(netloc=f"{user}{at}{host}{port}").geturl()
        address = encode(address.split("#", 1)[0])
    except (ValueError, idna.IDNAError):
        return ""
    return address if re.match(r"https?://", address, re.I) and len(address) <= MAX_URL else ""
