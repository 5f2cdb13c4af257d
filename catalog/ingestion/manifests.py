"""Manifests: tables of stills, as CSV or JSON, with what is known of each.

A row names a film and either a ``url`` or a ``file`` beside the manifest. A bad row is a row with
an error: it fails by itself and the others go on.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from catalog.ingestion.credits import TITLE_LENGTH, unique_names
from catalog.ingestion.errors import BadManifest, UnreadableSource
from catalog.ingestion.facts import FilmFacts, StillFacts
from catalog.ingestion.texts import clean
from catalog.models.film import FIRST_YEAR, LAST_YEAR

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000
MAX_CELL = 4096
# Columns as they may also be called.
_ALIASES = {
    "title": "film",
    "directors": "director",
    "cinematographers": "cinematographer",
    "genres": "genre",
    "aspect_ratio": "ratio",
    "license": "licence",
    "page_url": "page",
    "source_url": "url",
}
_TIMECODE = re.compile(r"[0-9]{1,2}:[0-5][0-9]:[0-5][0-9]([.:][0-9]{2})?")
_HALF = re.compile("[\ud800-\udfff]")  # of a character, as JSON can write it; no row takes it
_RATIO = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[:/]\s*(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Row:
    """One still of a manifest: a ``url`` or a ``path``, or the ``error`` of a bad row.

    ``number`` counts as a spreadsheet does: the header of a CSV is row 1, the first object of a
    JSON list is 1.
    """

    number: int
    film: FilmFacts = field(default_factory=FilmFacts)
    still: StillFacts = field(default_factory=StillFacts)
    url: str = ""
    path: Path | None = None
    error: BadManifest | None = None


def read_manifest(path: Path) -> Iterator[Row]:
    """The rows of a manifest, one after the other.

    Raises UnreadableSource, and BadManifest when the whole makes no sense.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadManifest(f"The manifest is larger than {MAX_BYTES // 1_000_000} MB: split it.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableSource(f"The manifest cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadManifest("The manifest is not UTF-8: save it again as UTF-8.") from None
    read = _json_rows if path.suffix.lower() == ".json" else _csv_rows
    for count, (number, values) in enumerate(read(text)):
        if count == MAX_ROWS:
            raise _too_many()
        try:
            if isinstance(values, BadManifest):
                raise values
            yield _row(number, values, path.parent)
        except BadManifest as error:
            yield Row(number, error=BadManifest(f"Row {number}: {error.message}"))


def _too_many() -> BadManifest:
    return BadManifest(f"The manifest has more than {MAX_ROWS:,} rows: split it.")


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | BadManifest]]:
    number, start = _head_of(text)
    first_line = text[start:].split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter)
    try:
        header = _header(next(reader, []))
    except csv.Error as error:
        raise BadManifest(f"The manifest's header makes no sense: {error}.") from None
    while True:
        number += 1
        if number > 4 * MAX_ROWS:  # empty ones too
            raise _too_many()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, BadManifest(f"{error}.")
            continue
        if cells is None:
            return
        if _is_comment(cells, header):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            yield number, BadManifest("it has more cells than the header has columns.")
        elif any(cell.strip() for cell in cells):
            yield number, dict(zip(header, cells, strict=False))


def _head_of(text: str) -> tuple[int, int]:
    """Which row the header is, and where it begins: behind empty lines and comments."""
    number, start = 1, 0
    for line in io.StringIO(text):
        if line.strip(" \t\r\n,;") and not line.lstrip(' \t"').startswith("#"):
            return number, start
        number, start = number + 1, start + len(line)
    return 1, 0


def _is_comment(cells: list[str], header: list[str]) -> bool:
    """Whether a row begins with ``#`` and names no picture: films may be called so, and files."""
    if not cells or not cells[0].lstrip().startswith("#"):
        return False
    named = dict(zip(header[1:], cells[1:], strict=False))
    if any(named.get(column, "").strip() for column in ("url", "file")):
        return False
    return header[0] != "file" or cells[0].lstrip().startswith("# ")


def _header(cells: Iterable[str]) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    names = [_ALIASES.get(name, name) for name in names]
    if not {"url", "file"} & set(names):
        raise BadManifest("The manifest has no column named url or file.")
    return names


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | BadManifest]]:
    if text.count("{") + text.count("[") > 8 * MAX_ROWS:  # all of them would be held at once
        raise _too_many()
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadManifest(f"The manifest is not JSON: {error}.") from None
    if isinstance(rows, dict):
        rows = rows.get("stills")
    if not isinstance(rows, list):
        raise BadManifest("The manifest is neither a list of stills nor an object with one.")
    for number, values in enumerate(rows, 1):
        if isinstance(values, dict):
            yield number, {_ALIASES.get(key.lower(), key.lower()): v for key, v in values.items()}
        else:
            yield number, BadManifest("it is not an object.")


def _row(number: int, values: Mapping[str, Any], folder: Path) -> Row:
    """A row of checked values. Raises BadManifest."""
    url, file = _text(values, "url"), _text(values, "file")
    if bool(url) == bool(file):
        raise BadManifest("give either a url or a file.")
    if _HALF.search(url):
        raise BadManifest(f"the url {clean(url, 60)!r} holds half a character.")
    timecode = _text(values, "timecode")
    if timecode and not _TIMECODE.fullmatch(timecode):
        raise BadManifest(f"the timecode {clean(timecode, 40)!r} is not H:MM:SS or HH:MM:SS:FF.")
    film = film_facts(values)
    still = StillFacts(
        page_url=_page(_text(values, "page")),
        credit=clean(_text(values, "credit"), 500),
        licence=clean(_text(values, "licence"), 300),
        timecode=timecode,
    )
    return Row(number, film, still, url, _inside(folder, file) if file else None)


def film_facts(values: Mapping[str, Any]) -> FilmFacts:
    """What a row, or a form with fields of a row's names, says of its film. Raises BadManifest."""
    return FilmFacts(
        title=clean(_text(values, "film"), TITLE_LENGTH),
        year=_year(_text(values, "year")),
        directors=_names(values, "director"),
        cinematographers=_names(values, "cinematographer"),
        country=clean(", ".join(_names(values, "country", r"\s*;\s*")), 100),
        genres=_names(values, "genre"),
        aspect_ratio=_ratio(_text(values, "ratio")),
        note=clean(_text(values, "note"), 300),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadManifest(f"{name} is not a text.")
    text = str(value).strip()
    if len(text) > MAX_CELL or "\0" in text:
        raise BadManifest(f"{name} is too long or holds a NUL.")
    return text


def _names(values: Mapping[str, Any], name: str, between: str = r"\s*[;&]\s*") -> tuple[str, ...]:
    value = values.get(name)
    if isinstance(value, list):
        return unique_names([_text({name: part}, name) for part in value])
    return unique_names(re.split(between, _text(values, name)))


def _year(text: str) -> int | None:
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise BadManifest(f"{clean(text, 40)!r} is not a year from {FIRST_YEAR} to {LAST_YEAR}.")


def _ratio(text: str) -> Decimal | None:
    """An aspect ratio: ``1.85``, ``1.85:1`` or ``16:9``."""
    if not text:
        return None
    match = _RATIO.fullmatch(text)
    try:
        ratio = Decimal(match[1]) / Decimal(match[2] or 1) if match else Decimal(0)
    except (InvalidOperation, ZeroDivisionError):
        ratio = Decimal(0)
    if not Decimal("0.2") <= ratio <= 10:
        raise BadManifest(f"{clean(text, 40)!r} is not an aspect ratio such as 1.85.")
    return ratio.quantize(Decimal("0.01"))


def _page(text: str) -> str:
    """The page's address, which pages will link to: the web only."""
    if text and (not re.match(r"https?://[^\s\\]+$", text, re.I) or _HALF.search(text)):
        raise BadManifest(f"the page {clean(text, 60)!r} is not an http or https address.")
    if len(text) > 2048:
        raise BadManifest("the page's address is longer than 2,048 characters.")
    return text


def _inside(folder: Path, file: str) -> Path:
    """A file beside the manifest or below it, wherever links lead. Raises BadManifest."""
    if Path(file).is_absolute() or "\\" in file:
        raise BadManifest(f"the file {clean(file, 120)!r} is not a relative path with slashes.")
    try:
        path = (folder / file).resolve()
        if path.is_relative_to(folder.resolve()):
            return folder / file
    except (OSError, RuntimeError, ValueError):
        raise BadManifest(f"the file {clean(file, 120)!r} makes no sense.") from None
    raise BadManifest(f"the file {clean(file, 120)!r} lies outside the manifest's folder.")
