"""Film titles, years and names as people write them on pages and folders."""

import re
from datetime import date

from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.texts import clean
from catalog.models.film import FIRST_YEAR, LAST_YEAR

TITLE_LENGTH = 300
NAME_LENGTH = 200
MAX_NAMES = 20

# Labels of credit lines; the order matters, for one begins like another.
_LABELS = (
    ("cinematographers", r"directors?\s+of\s+photography|cinematograph(?:er|ers|y)|d\.?o\.?p\.?"),
    ("directors", r"directors?|directed|dir\."),
    ("year", r"year|released?|release\s+(?:year|date)"),
    ("country", r"country|countries"),
    ("genres", r"genres?"),
)
_CREDIT = [
    # "Directed by Jane Doe" needs no colon, every other label does.
    (field, re.compile(rf"\s*(?:{label})(?:\s*:|\s+by\b\s*:?)\s*(?P<value>\S.*)", re.I | re.S))
    for field, label in _LABELS
]
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)")
_YEAR_BEHIND = re.compile(r"^(?P<title>.+?)\s*[(\[](?P<year>\d{4})[)\]]\s*$", re.S)
_YEAR_WITHIN = re.compile(
    r"^(?P<title>.+?)\s*[(\[](?P<year>\d{4})[)\]]\s+[–—|·:-]\s+\S", re.S
)  # "Stalker (1979) – Gallery": what follows is the page's, not the film's
_YEAR_HYPHENED = re.compile(r"^(?P<title>.*[^\W\d_].*?)[-_.](?P<year>\d{4})$", re.S)
_AND = re.compile(r"\s*(?:[,;&/+]|\band\b)\s*", re.I)
_PART_OF_NAME = re.compile(r"(?:[Jj]r|[Ss]r)\.?|I{2,3}|IV")  # "Robert Downey, Jr."
_SOCIETY = re.compile(r"(?:[A-Z]\.?){3,4}")  # "Roger Deakins, ASC, BSC"
_SITE_BEHIND = re.compile(r"\s*[–—|-]\s*\[?\s*film\s*-?\s*grab\s*\]?\s*$", re.I)


def year_in(text: str) -> int | None:
    """The first year in a text that a film can be of."""
    match = _YEAR.search(text)
    year = int(match[1]) if match else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def split_names(text: str) -> tuple[str, ...]:
    """People's names out of a credit: ``A & B``, ``A, B and C``; a society's letters left out.

    >>> split_names("Joel & Ethan Coen, Roger Deakins, ASC and Robert Downey, Jr.")
    ('Joel', 'Ethan Coen', 'Roger Deakins', 'Robert Downey Jr.')
    """
    names: list[str] = []
    for part in _AND.split(clean(text, 2000)):
        if names and _PART_OF_NAME.fullmatch(part):
            names[-1] += f" {part}"
        elif part and not (names and _SOCIETY.fullmatch(part)):
            names.append(part)
    return unique_names(names)


def unique_names(names: list[str]) -> tuple[str, ...]:
    """Names made fit to keep, each once, in order."""
    unique: dict[str, str] = {}
    for name in names:
        cleaned = clean(name, NAME_LENGTH)
        if cleaned:
            unique.setdefault(cleaned.casefold(), cleaned)
    return tuple(unique.values())[:MAX_NAMES]


def read_credits(lines: list[str]) -> FilmFacts:
    """Facts out of lines such as ``Director: Andrei Tarkovsky``; the first of a kind counts."""
    found: dict[str, str] = {}
    for line in lines:
        for field, pattern in _CREDIT:
            match = pattern.fullmatch(line)
            if match:
                found.setdefault(field, match["value"])
                break
    return FilmFacts(
        year=year_in(found.get("year", "")),
        directors=split_names(found.get("directors", "")),
        cinematographers=split_names(found.get("cinematographers", "")),
        country=clean(found.get("country", ""), 100),
        genres=split_names(found.get("genres", "")),
    )


def split_title(text: str, site: str = "") -> tuple[str, int | None]:
    """A page's title as film title and year: ``Stalker (1979) – [FILMGRAB]``.

    ``site`` is the site's own name, left out when the title ends in it.
    """
    title = _SITE_BEHIND.sub("", clean(text, TITLE_LENGTH))
    if site:
        title = re.sub(rf"\s+[–—|·:-]\s+{re.escape(clean(site))}$", "", title, flags=re.I)
    match = _YEAR_BEHIND.match(title) or _YEAR_WITHIN.match(title)
    if match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return match["title"].strip(), int(match["year"])
    return title, None


def folder_title(name: str) -> tuple[str, int | None]:
    """A folder's name as film title and year.

    ``Stalker (1979)`` and ``stalker-1979`` give the year. Without brackets only a year that has
    come counts, so that ``blade-runner-2049`` is all title.
    """
    title, year = split_title(name)
    hyphened = _YEAR_HYPHENED.match(title)
    if year is None and hyphened and FIRST_YEAR <= int(hyphened["year"]) <= date.today().year:
        title, year = hyphened["title"], int(hyphened["year"])
    if " " not in title:
        words = re.split(r"[-_]+", title)
        if len(words) > 1 or title.islower():
            title = " ".join(word[:1].upper() + word[1:] for word in words if word)
    return title or clean(name, TITLE_LENGTH), year
