"""Palettes as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog.models import Film, Still
from palettes.api.problems import of_failure
from palettes.engine import EngineError, Swatch
from palettes.engine.errors import UnreadablePictureError
from palettes.engine.exporters import EXPORTERS, Exporter
from palettes.models import Palette
from palettes.not_yet import no_palette_yet
from palettes.sharing import exporting
from palettes.visitors.on_request import BusyError


@require_safe
def of_still(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A still's palette as a file: ``?recipe=`` names another than the default."""
    return _of(request, get_object_or_404(Still.objects.select_related("film"), pk=pk), key)


@require_safe
def of_film(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A film's palette as a file."""
    return _of(request, get_object_or_404(Film, slug=slug), key)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A still with its palette under it, as PNG."""
    still = get_object_or_404(Still.objects.select_related("film"), pk=pk)
    try:
        swatches, recipe = _swatches(request, still)
        title, stem = exporting.title_and_stem(still, recipe)
        content = exporting.picture_of(still, swatches, title, recipe)
    except EngineError as error:
        return _refused(error)
    except BusyError as error:
        return _busy(error)
    except FileNotFoundError as error:
        raise Http404("The still's original cannot be read.") from error
    response = HttpResponse(content, content_type="image/png")
    return exporting.as_file(request, response, f"{stem}.png")


def exporter_of(key: str) -> Exporter:
    """The exporter of an address. Raises Http404."""
    if key not in EXPORTERS:
        raise Http404(f"There is no format {key!r}.")
    return EXPORTERS[key]


def _of(request: HttpRequest, subject: Still | Film, key: str) -> HttpResponse:
    exporter = exporter_of(key)
    try:
        swatches, recipe = _swatches(request, subject)
    except EngineError as error:
        return _refused(error)
    except BusyError as error:
        return _busy(error)
    except Palette.DoesNotExist:
        stills = isinstance(subject, Still) or subject.stills.exists()
        page = subject.get_absolute_url()
        return no_palette_yet(request, page, exporter.media_type, stills=stills)
    title, stem = exporting.title_and_stem(subject, recipe)
    return exporting.download(request, exporter, swatches, title, stem)


def _swatches(request: HttpRequest, subject: Still | Film) -> tuple[list[Swatch], str]:
    """The palette asked for.

    Raises Http404, EngineError for a recipe it cannot be, BusyError, and Palette.DoesNotExist for
    a film's that is still to come.
    """
    asked = request.GET.get("recipe", "")[:300]
    try:
        return exporting.swatches_of(subject, asked, request)
    except (FileNotFoundError, UnreadablePictureError) as error:
        raise Http404(str(error) or "There is no such palette.") from error


def _refused(error: EngineError) -> HttpResponse:
    return HttpResponse(
        f"{of_failure(error).detail} ({error.code})",
        status=400,
        content_type="text/plain; charset=utf-8",
    )


def _busy(error: BusyError) -> HttpResponse:
    return HttpResponse(
        str(error),
        status=429,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(error.retry_after)},
    )
