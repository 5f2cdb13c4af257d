"""From what somebody names to the pictures it stands for.

A source is an address of a picture or of a gallery page, a picture file, a folder, or a manifest.
``plan`` goes through them lazily: an address is fetched when its turn comes, and once.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from catalog.ingestion import addresses
from catalog.ingestion.credits import folder_title
from catalog.ingestion.errors import (
    AddressRefused,
    BadArchive,
    BadManifest,
    FilmUnknown,
    FolderWithoutImages,
    IngestionError,
    UnreadableSource,
)
from catalog.ingestion.facts import FilmFacts, StillFacts
from catalog.ingestion.fetching import Fetched
from catalog.ingestion.manifests import read_manifest
from catalog.ingestion.texts import counted, natural_key
from catalog.ingestion.visiting import visit

MANIFESTS = ("manifest.csv", "manifest.json")
_READ = {".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".avif"}
_NOT_READ = {".tif", ".tiff", ".bmp", ".heic", ".heif", ".jp2", ".jxl", ".psd"}
# Files of a folder that are meant as stills. Kinds that are not read are among them, so that
# they fail with a reason instead of being passed over in silence.
PICTURE_SUFFIXES = frozenset(_READ | _NOT_READ)
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cbz", ".cbr")
EMPTY_SOURCE = "This is an empty source: give an address, a file or a folder."


@dataclass(frozen=True, slots=True)
class PlannedStill:
    """A picture that is to be brought in, or the error of a source that gave none.

    It lies at ``url`` (``found_on`` a gallery page) or at ``path``; ``content`` is there when it
    had to be fetched to know what it is. ``number`` of ``total`` is its place among its source's
    pictures.
    """

    source: str
    film: FilmFacts
    still: StillFacts = field(default_factory=StillFacts)
    url: str = ""
    found_on: str = ""
    path: Path | None = None
    content: bytes | None = None
    fetched: Fetched | None = None
    error: IngestionError | None = None
    number: int = 1
    total: int = 1
    note: str = ""


Known = Callable[[FilmFacts, str], bool]


def plan(
    sources: Iterable[str],
    defaults: FilmFacts | None = None,
    *,
    local: bool = True,
    known: Known = lambda film, url: False,
    titled: bool = True,
) -> Iterator[PlannedStill]:
    """What the sources stand for, in order; a bad source is one entry with its error.

    ``defaults`` are facts that win over what a source tells. With ``local`` false only addresses
    are taken: what comes through a web page must not read the machine's files. ``known`` says
    whether a film has the picture of an address already, which then is not fetched. ``titled``
    false lets stills pass of which nothing says the film yet.
    """
    for source in sources:
        try:
            yield from _planned(source, defaults or FilmFacts(), local, known, titled)
        except IngestionError as error:
            yield PlannedStill(source, defaults or FilmFacts(), error=error)


def is_address(source: str) -> bool:
    """Whether a source is meant as an address, good or bad, and not as a path."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source))


def canonical(url: str) -> str:
    """The one form under which an address is kept. Raises AddressRefused."""
    trusted = addresses.origins(settings.INGEST_TRUSTED_ORIGINS)
    return addresses.parse(url, trusted=trusted).url


def _planned(
    source: str, defaults: FilmFacts, local: bool, known: Known, titled: bool
) -> Iterator[PlannedStill]:
    if is_address(source):
        return _from_address(source, defaults, known, _titled if titled else _as_given)
    if not source.strip():
        raise UnreadableSource(EMPTY_SOURCE)  # not the folder we are in, which is called "."
    if not local:
        raise AddressRefused("Only http:// and https:// addresses are fetched.")
    path = Path(source)
    try:
        if path.is_dir():
            return _from_folder(path, defaults)
        if not path.is_file():
            raise UnreadableSource
    except (OSError, ValueError):
        raise UnreadableSource from None
    if path.suffix.lower() in (".csv", ".json"):
        return _from_manifest(path, defaults)
    if path.suffix.lower() in ARCHIVES:
        raise BadArchive(
            "Archives are not read from the command line: unpack it and give the folder, or send "
            "a zip in the admin, under Ingestions."
        )
    return _from_files([path], defaults)


def _from_address(
    source: str, defaults: FilmFacts, known: Known, titled: Callable[[FilmFacts], FilmFacts]
) -> Iterator[PlannedStill]:
    if known(defaults, canonical(source)):
        yield PlannedStill(source, defaults, url=source)
        return
    found = visit(source)
    gallery = found.gallery
    if gallery is None:
        yield PlannedStill(
            source, titled(defaults), url=source, content=found.content, fetched=found.fetched
        )
        return
    film = titled(defaults.over(gallery.film))
    total = len(gallery.pictures)
    note = (
        f"The page shows more than could be read: {counted(total, 'picture')} "
        f"{'is' if total == 1 else 'are'} taken."
    )
    for number, picture in enumerate(gallery.pictures, 1):
        yield PlannedStill(
            picture.url,
            film,
            StillFacts(page_url=picture.page),
            url=picture.url,
            found_on=gallery.film.source_url,  # never a page that the page itself names
            number=number,
            total=total,
            note=note if gallery.cut and number == total else "",
        )


def _from_folder(folder: Path, defaults: FilmFacts) -> Iterator[PlannedStill]:
    """A film's folder, or a shelf: a folder that holds nothing but films' folders."""
    entries = _entries(folder)
    files = [entry for entry in entries if entry.suffix.lower() in PICTURE_SUFFIXES]
    folders = [entry for entry in entries if entry.is_dir()]
    manifests = [folder / name for name in MANIFESTS if (folder / name).is_file()]
    if manifests:
        yield from _from_manifest(manifests[0], defaults)
    elif files:
        below = [file for inner in folders for file in _pictures(inner)]
        yield from _from_files([*files, *below], _named_after(folder, defaults))
    else:
        shelf = [inner for inner in folders if _holds_stills(inner)]
        if not shelf:
            raise FolderWithoutImages
        for inner in shelf:
            inner_manifests = [inner / name for name in MANIFESTS if (inner / name).is_file()]
            if inner_manifests:
                yield from _from_manifest(inner_manifests[0], defaults)
            else:
                yield from _from_files(_pictures(inner), _named_after(inner, defaults))


def _entries(folder: Path) -> list[Path]:
    """What a folder shows, in the order people count: 2 before 10. Raises UnreadableSource."""
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        raise UnreadableSource(f"The folder cannot be read: {error.strerror}.") from None
    return sorted(entries, key=lambda entry: (natural_key(entry.name), entry.name))


def _pictures(folder: Path) -> list[Path]:
    return [entry for entry in _entries(folder) if entry.suffix.lower() in PICTURE_SUFFIXES]


def _holds_stills(folder: Path) -> bool:
    return any((folder / name).is_file() for name in MANIFESTS) or bool(_pictures(folder))


def _named_after(folder: Path, defaults: FilmFacts) -> FilmFacts:
    """The given facts, else the folder's name as title and year."""
    if defaults.title:
        return defaults
    title, year = folder_title(folder.resolve().name)
    return defaults.over(FilmFacts(title=title, year=year))


def _from_files(paths: list[Path], film: FilmFacts) -> Iterator[PlannedStill]:
    film = _titled(film)
    for number, path in enumerate(paths, 1):
        yield PlannedStill(str(path), film, path=path, number=number, total=len(paths))


def _from_manifest(manifest: Path, defaults: FilmFacts) -> Iterator[PlannedStill]:
    rows = list(read_manifest(manifest))
    if not rows:
        raise BadManifest("The manifest has no rows.")
    for number, row in enumerate(rows, 1):
        film = defaults.over(row.film)
        error: IngestionError | None = row.error
        if not error and not film.title:
            error = FilmUnknown(f"Row {row.number} names no film: fill in its film column.")
        source = row.url or (str(row.path) if row.path else f"{manifest} row {row.number}")
        yield PlannedStill(
            source,
            film,
            row.still,
            url=row.url,
            path=row.path,
            error=error,
            number=number,
            total=len(rows),
        )


def _titled(film: FilmFacts) -> FilmFacts:
    if not film.title:
        raise FilmUnknown
    return film


def _as_given(film: FilmFacts) -> FilmFacts:
    return film
