"""Text from outside, made fit to keep and to show.

Titles, credits and file names come from strangers: NULs, that PostgreSQL refuses; marks that turn
the reading direction around; lone surrogates, that no encoding takes; a hundred kilobytes where a
name was meant. Markup needs no care here: pages escape what they show.
"""

import re
import unicodedata

MAX_LENGTH = 500

# Direction marks, embeddings, overrides and isolates; zero-width space, word joiner and BOM.
# The zero-width joiners stay: Persian, Hindi and others are misspelt without them.
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_DROPPED = {"Cc", "Cs", "Co", "Cn"}


def clean(text: str, limit: int = MAX_LENGTH) -> str:
    """One line of visible text, at most ``limit`` characters, composed (NFC)."""
    text = " ".join(text[: limit * 20].split())
    text = _INVISIBLE.sub("", text)
    text = "".join(c for c in text if unicodedata.category(c) not in _DROPPED)
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def counted(number: int, thing: str) -> str:
    """A number of things that take an s.

    >>> counted(1, "still"), counted(0, "still"), counted(1200, "page")
    ('1 still', '0 stills', '1,200 pages')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """A sorting key by which ``2.jpg`` comes before ``10.jpg``, in any case of letters.

    >>> sorted(["10.jpg", "2.jpg", "B.jpg", "a.jpg"], key=natural_key)
    ['2.jpg', '10.jpg', 'a.jpg', 'B.jpg']
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
