"""A page's text as the lines a reader sees, for its credits."""

from collections.abc import Iterator

from bs4 import NavigableString, Tag

from catalog.ingestion.aside import Aside
from catalog.ingestion.credits import is_label

MAX_LINES = 2000
MAX_LINE = 1000
_MAX_NODES = 20_000
_MAX_LABEL_PARTS = 6
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "em", "font", "i", "kbd",
    "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
_UNREAD = {
    "script", "style", "template", "noscript", "nav", "aside", "footer", "select",
    "textarea", "form", "button", "svg", "head",
}  # fmt: skip


def lines(content: Tag, aside: Aside) -> Iterator[str]:
    """The lines of an element, its navigation and the like left out; a tab ends a label.

    Walked by hand, as deep nesting costs dear.
    """
    pending: list[tuple[object, bool]] = [(content, False)]
    parts: list[str] = []
    count = 0
    for _ in range(_MAX_NODES):
        if not pending or count >= MAX_LINES:
            break
        node, ends = pending.pop()
        if isinstance(node, Tag):
            breaks = node.name not in _INLINE
            if breaks and parts:
                line = _line(parts)
                parts = []
                if line:
                    yield line
                    count += 1
            elif ends and len(parts) <= _MAX_LABEL_PARTS and is_label("".join(parts)):
                parts.append("\t")  # "<b>Director</b> Jane Doe" has no colon
            if not ends and not _is_unread(node, content, aside):
                pending.append((node, True))
                pending.extend((child, False) for child in reversed(node.contents))
        elif type(node) is NavigableString:  # no comment, no script
            # Line ends of the source are white space; only elements end a line.
            parts.append(" ".join(f"|{node[: 10 * MAX_LINE]}|".split())[1:-1])
    if line := _line(parts):
        yield line


def _line(parts: list[str]) -> str:
    text = "".join(parts)[:MAX_LINE]
    return "\t".join(" ".join(part.split()) for part in text.split("\t")).strip(" ")


def _is_unread(tag: Tag, content: Tag, aside: Aside) -> bool:
    if tag is content:
        return False
    if tag.name in _UNREAD:
        return True
    named = tag.name != "header" and (tag.has_attr("class") or tag.has_attr("id"))
    return named and tag.name not in _INLINE and aside.stands_apart(tag)
