"""One picture at many addresses: its thumbnails', its full size's, and what they share."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from catalog.ingestion.elements import PICTURE, is_picture

_SIZE_SUFFIX = re.compile(r"-(\d{2,5})x(\d{2,5})(?:_c)?(?=\.\w+$)")
_SCALED = re.compile(r"-(?:scaled|rotated)(?=\.\w+$)")
_PHOTON = re.compile(r"(?:https?:)?//i[0-3]\.wp\.com/([^/]+)", re.I)
_WORDPRESS = re.compile(r"/wp-content/uploads/|\.files\.wordpress\.com/")
_WHOLE_QUERY = re.compile(r"(?:https?:)?//(?:i[0-3]\.wp|[\w-]+\.files\.wordpress)\.com/", re.I)
# What image servers take as the size that is wanted, and what signs such a wish.
_RESIZE = re.compile(
    r"(?:w|h|width|height|max-?w(?:idth)?|max-?h(?:eight)?|dpr|q|quality|zoom)=\d+(?:px)?"
    r"|(?:resize|fit|crop|auto|strip|ssl)=[\w.,%-]*",
    re.I,
)
_SIGNED = re.compile(
    r"(?:^|&)(?:s|sig|sign|signature|token|itok|hmac|expires|policy|key-pair-id|x-amz-[\w-]+)=",
    re.I,
)
# WordPress makes these of an upload; other sizes in a name are rather the picture's own.
_MADE_SIDES = (1536, 2048)
_LARGEST_MADE = 1024


def without_query(href: str) -> str:
    """An address without query and fragment."""
    return re.split(r"[?#]", href, maxsplit=1)[0]


def key_of(url: str) -> str:
    """What two addresses of one picture have in common, its thumbnails' included."""
    proxied = _PHOTON.match(url)
    parts = urlsplit(f"//{proxied[1]}{url[proxied.end() :]}" if proxied else url)
    path = _SIZE_SUFFIX.sub("", unquote(parts.path).replace("/thumb/", "/"))
    query = "" if PICTURE.search(parts.path) else parts.query
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, _SCALED.sub("", path), query, ""))


def is_reduced(url: str) -> bool:
    """Whether an address names itself a smaller form of a picture."""
    path = urlsplit(url).path
    return bool(_SIZE_SUFFIX.search(path)) or "/thumb/" in path


def unresized(href: str) -> str:
    """An address without what asks an image server for a smaller size, where that is plain.

    >>> unresized("https://cdn.test/a.jpg?v=7&w=300")
    'https://cdn.test/a.jpg?v=7'
    """
    address, mark, query = href.split("#", 1)[0].partition("?")
    if not mark or not is_picture(address):
        return href
    if _WHOLE_QUERY.match(address):
        return address
    if _SIGNED.search(query):
        return href
    kept = "&".join(part for part in query.split("&") if not _RESIZE.fullmatch(part))
    return f"{address}?{kept}" if kept else address


def full_size(href: str) -> str:
    """The upload that a thumbnail of WordPress was made of; any other address as it stands.

    >>> full_size("/wp-content/uploads/a-300x200.jpg"), full_size("/a-300x200.jpg")
    ('/wp-content/uploads/a.jpg', '/a-300x200.jpg')
    """
    match = _SIZE_SUFFIX.search(without_query(href))
    if match is None or not _WORDPRESS.search(href):
        return href
    longest = max(int(match[1]), int(match[2]))
    made = longest <= _LARGEST_MADE or longest in _MADE_SIDES
    return href[: match.start()] + href[match.end() :] if made else href


@lru_cache(maxsize=64)  # what stands around many pictures is asked for each of them
def candidates(srcset: str) -> tuple[tuple[float, str], ...]:
    """The candidates of a ``srcset`` with their size: width, or density."""
    found = []
    # A comma separates candidates only before white space or at the end: URLs hold commas too.
    for candidate in re.split(r",\s+|,$|(?<=\d[wx]),", srcset.strip()):
        url, _, descriptor = candidate.strip().partition(" ")
        match = re.fullmatch(r"\s*([0-9]{0,9}\.?[0-9]{1,9})[wx](?:\s+\d+h)?\s*", descriptor)
        if url and not url.startswith("data:"):
            found.append((float(match[1]) if match else 1.0, url))
    return tuple(found)


def largest(srcset: str) -> tuple[float, str]:
    """The largest candidate of a ``srcset``, the first of several; empty when there is none."""
    return max(candidates(srcset), key=lambda candidate: candidate[0], default=(0.0, ""))
