"""From a filled-in form to an ingestion: addresses, uploaded files, zips and a manifest."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files import File
from django.db import transaction

from catalog.ingestion import control
from catalog.ingestion.credits import folder_title
from catalog.ingestion.errors import (
    BadManifest,
    IngestionError,
    StorageFailed,
    TooLarge,
    UnreadableSource,
)
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.manifests import MAX_BYTES, Row, read_manifest
from catalog.ingestion.uploads import Piece, Upload, shown_name
from catalog.models import Film, Ingestion, IngestionItem

NamedRow = tuple[Row, str]
_UNNAMED = "The manifest does not name this file."


def submit(
    addresses: Sequence[str],
    *,
    files: Iterable[File] = (),
    manifest: File | None = None,
    film: Film | None = None,
    facts: FilmFacts | None = None,
    **fields: Any,
) -> Ingestion:
    """Begin a preview of all that was given; nothing is looked at yet.

    Raises the IngestionError of an upload that cannot be taken as a whole; then nothing is kept.
    """
    files = list(files)
    upload = Upload.new() if files or manifest else None
    try:
        rows: list[NamedRow] = []
        if upload is not None:
            for file in files:
                upload.add(file)
            rows = _rows(upload, manifest)
        with transaction.atomic():
            origin = Ingestion.Origin.ADMIN
            ingestion = control.begin(
                addresses, facts, film=film, origin=origin, preview=True, **fields
            )
            if upload is not None:
                upload.claim(ingestion)
                _add_uploads(ingestion, upload, rows, manifest)
    except BaseException:
        if upload is not None:
            upload.drop()
        raise
    return ingestion


def _rows(upload: Upload, manifest: File | None) -> list[NamedRow]:
    """The manifest's rows with the file each names. Raises BadManifest, TooLarge."""
    if manifest is None:
        path = upload.manifest.path if upload.manifest else None
        if path is None:
            return []
        text = path.read_bytes()
    else:
        if (manifest.size or 0) > MAX_BYTES:
            raise TooLarge(f"The manifest is larger than {MAX_BYTES // 1_000_000} MB: split it.")
        text = manifest.read()
    text = text.removeprefix(BOM_UTF8)  # else JSON would not begin as JSON does
    # Named by us, in a folder of its own: its rows' files are looked for in the upload only.
    folder = upload.folder / "manifest"
    path = folder / f"manifest.{'json' if text.lstrip()[:1] in (b'[', b'{') else 'csv'}"
    try:
        folder.mkdir()
        path.write_bytes(text)
    except OSError as error:
        raise StorageFailed(f"The upload could not be kept: {error.strerror}.") from None
    rows = list(read_manifest(path))
    if not rows:
        raise BadManifest("The manifest has no rows.")
    return [(row, str(row.path.relative_to(folder)) if row.path else "") for row in rows]


def _add_uploads(
    ingestion: Ingestion, upload: Upload, rows: Sequence[NamedRow], manifest: File | None
) -> None:
    root = len(ingestion.sources)
    items: list[IngestionItem] = []
    named: set[Piece] = set()
    if rows:
        name = shown_name(str(manifest.name)) if manifest else "manifest"
        root += 1
        found = upload.by_name()
        items += [_of_row(row, n, found, named) for n, row in enumerate(rows, 1)]
        for item in items:
            item.root = root
        ingestion.sources.append(name)
    for pack, pieces in upload.packs.items():
        root += 1
        ingestion.sources.append(pack or _loose(pieces))
        left = [piece for piece in pieces if piece not in named]
        film = _film_of(pack)
        for number, piece in enumerate(left, 1):
            refused = BadManifest(_UNNAMED) if rows else None
            items.append(_of_piece(piece, root, number, film, refused))
    for item in items:
        item.ingestion = ingestion
    IngestionItem.objects.bulk_create(items, batch_size=500)
    ingestion.save(update_fields=["sources"])


def _of_row(
    named_row: NamedRow, number: int, found: Mapping[str, Piece], named: set[Piece]
) -> IngestionItem:
    row, file = named_row
    facts = {"film": row.film.as_json(), "still": row.still.as_json()}
    error: IngestionError | None = row.error or control.too_long(row.url)
    item = IngestionItem(number=number, facts=facts, source=control.shown(row.url))
    item.url = "" if error else item.source
    item.source = item.source or f"row {row.number} of the manifest"
    if file:
        name = shown_name(file)
        item.source = name
        piece = found.get(name)
        if piece is None:
            error = UnreadableSource(f"Row {row.number}: no such file came with the manifest.")
        else:
            named.add(piece)
            error = error or piece.error
            item.file = control.kept_path(piece.path) if piece.path and not error else ""
    return _told(item, error)


def _of_piece(
    piece: Piece, root: int, number: int, film: FilmFacts, refused: IngestionError | None
) -> IngestionItem:
    item = IngestionItem(root=root, number=number, source=piece.name)
    item.facts = {"film": film.as_json()} if film.title else {}
    error = piece.error or refused
    # What is refused by its table cannot do better another time, so its file is not offered.
    item.file = control.kept_path(piece.path) if piece.path and not error else ""
    return _told(item, error)


def _told(item: IngestionItem, error: IngestionError | None) -> IngestionItem:
    if error is not None:
        item.state = IngestionItem.State.FAILED
        item.code, item.message = error.code, error.message[:500]
    return item


def _film_of(pack: str) -> FilmFacts:
    """A zip named for a film, with its year, says so; any other name says nothing."""
    title, year = folder_title(pack.rpartition("/")[2].removesuffix(".zip"))
    return FilmFacts(title=title, year=year) if pack and year else FilmFacts()


def _loose(pieces: Sequence[Piece]) -> str:
    return pieces[0].name if len(pieces) == 1 else f"{len(pieces)} files"
