"""Palettes as files to take away: what they are called, and what browsers may keep."""

import hashlib
import json
import os
import secrets
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from PIL import Image

from catalog import renditions
from catalog.models import Film, Still
from palettes.compute import default_recipe
from palettes.engine import ENGINE_VERSION, EngineError, Swatch, resolve_recipe
from palettes.engine.exporters import Exporter
from palettes.engine.exporters.naming import LONGEST
from palettes.engine.exporters.poster import still_with_palette
from palettes.models import Palette
from palettes.visitors.on_request import BusyError, palettes_on_request, visitor

FORMATS_VERSION: Final = 2
"""Raised whenever an exporter writes other bytes than before."""

PICTURE_WIDTH: Final = 1440
_PATIENCE: Final = 10  # seconds to wait for a turn
_turn = threading.BoundedSemaphore(1)


def swatches_of(
    subject: Still | Film, recipe: str, request: HttpRequest
) -> tuple[list[Swatch], str]:
    """A palette of a still or film by its recipe's text, empty for the default; and that recipe.

    A still's palette that is not kept is made now.

    Raises:
        EngineError: the recipe makes no sense, or the picture gives no such palette.
        BusyError: the visitor has asked for too many.
        Palette.DoesNotExist: a film's palette is not there, or still to come.
    """
    wanted = str(resolve_recipe(recipe)) if recipe else default_recipe()
    owner = {"still": subject} if isinstance(subject, Still) else {"film": subject}
    kept = Palette.objects.filter(recipe=wanted, **owner).first()
    if kept is not None:
        return kept.colours, wanted
    if isinstance(subject, Film):
        raise Palette.DoesNotExist
    asked = resolve_recipe(wanted)
    made = palettes_on_request(subject, [asked], visitor(request))[asked]
    if isinstance(made, EngineError):
        raise made
    return list(made.swatches), wanted


def title_and_stem(subject: Still | Film, recipe: str) -> tuple[str, str]:
    """What a palette is called, and what its files are called before the extension."""
    film = subject.film if isinstance(subject, Still) else subject
    title, stem = str(film), slugify(film.slug) or f"film-{film.pk}"
    if isinstance(subject, Still):
        before = Q(position__lt=subject.position) | Q(position=subject.position, pk__lt=subject.pk)
        number = film.stills.filter(before).count() + 1
        title, stem = f"{title}, still {number}", f"{stem}-still-{number}"
    if recipe != default_recipe():
        title, stem = f"{title}, {recipe}", f"{stem}-{slugify(recipe.replace('=', '-'))[:80]}"
    return title, stem


def download(
    request: HttpRequest,
    exporter: Exporter,
    swatches: Sequence[Swatch],
    title: str,
    stem: str,
    keep: str = "public, no-cache",
) -> HttpResponse:
    """The palette's file, or 304 for who has it; ``keep`` is its Cache-Control."""
    content = exporter.export(swatches, title)
    kind = exporter.media_type if exporter.binary else f"{exporter.media_type}; charset=utf-8"
    response = HttpResponse(content, content_type=kind, headers={"Cache-Control": keep})
    return as_file(request, response, f"{stem}.{exporter.extension}")


def as_file(request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
    """Give an answer its file name and its tag; asked for again, it is 304."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    if disposition:
        response["Content-Disposition"] = disposition
    return tagged(request, response)


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer a tag of its content; asked for again, it is 304."""
    tag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = tag
    response.setdefault("Cache-Control", "public, no-cache")  # asked again each time, mostly 304
    found = get_conditional_response(request, etag=tag, response=response)
    assert isinstance(found, HttpResponse)
    return found


def picture_of(still: Still, swatches: Sequence[Swatch], title: str, recipe: str) -> bytes:
    """The still with its palette, its title, credit and licence under it, PNG.

    That of the default palette is kept beside the still's renditions, and goes with them.

    Raises:
        BusyError: too many are being made.
        FileNotFoundError: the original is gone, or damaged since it was verified.
    """
    width = max(w for w in renditions.widths(still) if w <= PICTURE_WIDTH)
    rendition = renditions.ensure(still, width)
    texts = {"Title": title, "Copyright": " ".join(filter(None, (still.credit, still.licence)))}
    owned = [still.credit] if still.licence in still.credit else [still.credit, still.licence]
    owned = [text for text in owned if text]
    # A long credit does not push the licence out.
    lines = [title, *([", ".join(owned)] if len(", ".join(owned)) <= LONGEST else owned)]
    if recipe != default_recipe():
        return _make(rendition, swatches, texts, lines)
    parts = [FORMATS_VERSION, ENGINE_VERSION, width, texts, [(s.hex, s.share) for s in swatches]]
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    path = rendition.with_name(f"palette-{digest}.png")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = _make(rendition, swatches, texts, lines)
    for other in path.parent.glob("palette-*.png"):
        other.unlink(missing_ok=True)
    _write(path, content)
    return content


def _make(
    rendition: Path, swatches: Sequence[Swatch], texts: dict[str, str], lines: Sequence[str]
) -> bytes:
    if not _turn.acquire(timeout=_PATIENCE):
        raise BusyError(_PATIENCE)
    try:
        with Image.open(rendition, formats=("WEBP",)) as picture:
            return still_with_palette(picture, swatches, texts, lines)
    finally:
        _turn.release()


def _write(path: Path, content: bytes) -> None:
    """Write and rename, so that a reader sees a whole file or none; without room, keep nothing."""
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
