"""Film titles, years and names as people write them on pages and folders."""

import re
from datetime import date

from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.texts import clean
from catalog.models.film import FIRST_YEAR, LAST_YEAR

TITLE_LENGTH = 300
NAME_LENGTH = 200
MAX_NAMES = 20
_MAX_LABEL = 60

# Labels of credit lines, in the languages of most galleries; the order matters, for one begins like
# another. "Camera" and "Image" are left out: the one names a machine, the other counts pictures.
_LABELS = (
    (
        "cinematographers",
        r"(?:co-?)?directors?\s+of\s+photography|cinematograph(?:er|ers|y|ed)|d\.?o\.?p\.?|"
        r"photograph(?:y|ed)|direct(?:eur|rice)s?\s+de\s+la\s+photo(?:graphie)?|photographie|"
        r"(?:director(?:a|es)?|direcci[oó]n)\s+de\s+fotograf[ií]a|fotograf[ií]a|"
        r"(?:diretora?|dire[cç][aã]o)\s+de\s+fotografia|direttor[ei]\s+della\s+fotografia|"
        r"kamera|bildgestaltung|foto|zdj[eę]cia|撮影(?:監督)?|摄影(?:指导)?|攝影|촬영|"
        r"оператор(?:ы|-постановщик)?",
    ),
    (
        "directors",
        r"directors?|(?:written\s+(?:and|&)\s+)?directed|dir\.|a\s+film|"
        r"r[eé]alis(?:ateurs?|atrices?|ation|é|ée)|mise\s+en\s+sc[eè]ne|regie|regisseur(?:e|s|in)?|"
        r"regia|registi?|regista|direcci[oó]n|director(?:a|es|as)|dirigid[ao]|dire[cç][aã]o|"
        r"diretor(?:a|es)?|realiza(?:[cç][aã]o|dor|dora)|re[zż]yser(?:ia)?|regi|regiss[oö]r|"
        r"instrukt[oø]r|ohjaus|監督|导演|導演|감독|режисс[её]р(?:ы)?",
    ),
    (
        "year",
        r"(?:(?:production|release)\s+)?year|released?|release\s+date|year\s+of\s+release|"
        r"ann[eé]e(?:\s+de\s+(?:production|sortie))?|date\s+de\s+sortie|a[nñ]o|anno|"
        r"(?:erscheinungs|produktions)?jahr|jaar|år|rok(?:\s+produkcji)?|vuosi|"
        r"製作年|公開(?:年)?|年份|제작연도|год(?:\s+выпуска)?",
    ),
    (
        "country",
        r"(?:production\s+)?countr(?:y|ies)(?:\s+of\s+origin)?|pays|pa[ií]s(?:es)?|paes[ei]|"
        r"(?:produktions)?land|kraj(?:\s+produkcji)?|maa|製作国|国家|地区|국가|страна",
    ),
    ("genres", r"genres?|g[eé]neros?|generi?|genere|gatunek|ジャンル|类型|장르|жанры?"),
)
_ENDS = r"\s*[:：]+|\s*\t|\s+[–—-](?=\s)|(?P<by>\s+(?:by|par|por|von|di|av|af)\b\s*[:：]?)"
_CREDIT = [
    # "Directed by Jane Doe" needs no colon, every other label needs some mark.
    (field, re.compile(rf"\s*(?:{label})(?:{_ENDS})\s*(?P<value>\S.*)", re.I | re.S))
    for field, label in _LABELS
]
_LABEL = re.compile(rf"\s*(?:{'|'.join(label for _, label in _LABELS)})\s*[:：]*\s*", re.I)
# Several credits in a line: after a mark any label begins the next, after a space one of these.
_NEXT = re.compile(
    r"\s*[|•·;]\s*|(?:\s+/|,)\s+(?=[^\W\d_][^:：|,]{1,40}[:：])"
    r"|\s+(?=(?:year|country|genres?|cinematograph(?:er|y)|director\s+of\s+photography)\s*[:：])",
    re.I,
)
# What goes on behind the names in a sentence.
_SENTENCE = re.compile(
    r"\s*(?:[(\d]|\b(?:is|was|in|from|with|about|which|this|starring|released|based)\b|"
    r"(?<=[^\W\d_]{3})\.\s).*",
    re.I | re.S,
)
_NOBODY = re.compile(r"(?:n\s*/\s*a|unknown|uncredited|tb[ac]|none|various|[\W_]+)", re.I)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)")
_DATED = r"\s*[(\[（](?:[^()\[\]]{1,80},\s*)?(?P<year>\d{4})(?:\s+film|,[^()\[\]]{1,80})?[)\]）]"
_PAGE_WORDS = (
    r"(?:(?:movie|film|hd|4k|uhd|blu-?ray|dvd)\s+)*(?:(?:movie|film)\s+)?"
    r"(?:stills?|screen\s?caps?|screenshots?|captures?|caps|frames|gallery|images|photos|pictures)"
    r"(?:\s+gallery)?"
)
_YEAR_BEHIND = re.compile(rf"^(?P<title>.+?){_DATED}\s*(?:{_PAGE_WORDS})?\s*$", re.S | re.I)
_YEAR_WITHIN = re.compile(
    rf"^(?P<title>.+?){_DATED}(?:\s+\[[^\]]{{1,40}}\])?\s+[–—|·:-]\s+\S", re.S
)  # "Stalker (1979) – Gallery": what follows is the page's, not the film's
_YEAR_HYPHENED = re.compile(r"^(?P<title>.*[^\W\d_].*?)[-_.](?P<year>\d{4})$", re.S)
_SHOWN = r"(?:(?:movie|film)\s+)?(?:stills|screen\s?caps|screenshots)"
_PAGE_BEHIND = re.compile(rf"\s+[–—|·:-]\s+{_SHOWN}(?:\s+gallery)?$|\s+screen\s?caps$", re.I)
_PAGE_BEFORE = re.compile(rf"^{_SHOWN}\s+from\s*:?\s+(?:the\s+(?:film|movie)\s+)?(?=\S)", re.I)
_AND = re.compile(r"\s*(?:[,;&/+、，|]|\band\b)\s*|\s+(?-i:et|und|och|og|y|e|и)\s+", re.I)
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
    """Facts out of lines such as ``Director: Andrei Tarkovsky``; the first of a kind counts.

    A label alone is of the line that follows, as in tables; a tab ends a label as a colon does.
    """
    found: dict[str, str] = {}
    label = ""
    for line in lines:
        if is_label(line):
            label = line.strip().rstrip(":：")
            continue
        for part in _NEXT.split(f"{label}\t{line}" if label else line):
            _read_credit(part, found)
        label = ""
    return FilmFacts(
        year=year_in(found.get("year", "")),
        directors=split_names(found.get("directors", "")),
        cinematographers=split_names(found.get("cinematographers", "")),
        country=clean(found.get("country", ""), 100),
        genres=split_names(found.get("genres", "")),
    )


def is_label(line: str) -> bool:
    """Whether a line is nothing but a credit's label."""
    return len(line) <= _MAX_LABEL and bool(_LABEL.fullmatch(line))


def _read_credit(line: str, found: dict[str, str]) -> None:
    for field, pattern in _CREDIT:
        match = pattern.fullmatch(line)
        if match:
            value = _SENTENCE.sub("", match["value"]) if match["by"] else match["value"]
            if not _NOBODY.fullmatch(value):
                found.setdefault(field, value)
            return


def split_title(text: str, site: str = "") -> tuple[str, int | None]:
    """A page's title as film title and year: ``Stalker (1979) – [FILMGRAB]``.

    ``site`` is the site's own name, left out when the title ends in it.
    """
    title = _SITE_BEHIND.sub("", clean(text, TITLE_LENGTH))
    if site:
        title = re.sub(rf"\s+[–—|·:-]\s+{re.escape(clean(site))}$", "", title, flags=re.I)
    match = _YEAR_BEHIND.match(title) or _YEAR_WITHIN.match(title)
    if match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return _PAGE_BEFORE.sub("", match["title"]).strip(), int(match["year"])
    return _PAGE_BEHIND.sub("", _PAGE_BEFORE.sub("", title)), None


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
