"""Looking at the elements of a page, so that none of them costs more than it is worth."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import PageElement, Tag

PICTURE = re.compile(r"\.(?:jpe?g|jpe|png|webp|gif|avif)$", re.I)
MAX_ATTRIBUTE = 10_000  # characters of an attribute; longer than any address that is taken
MAX_NAMES = 200  # classes of an element
MAX_DEPTH = 40  # elements around a picture that are looked at
_MAX_INNER = 60  # nodes of a link that are looked at


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
