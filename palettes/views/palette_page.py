"""A palette to share: the address is all there is of it."""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from palettes.sharing import exporting
from palettes.sharing.addresses import FEWEST, MOST, SharedPalette
from palettes.sharing.cards import card
from palettes.sharing.page import PalettePage
from palettes.sharing.text import BadPaletteError, read_palette
from palettes.views.exports import exporter_of

DAY = "public, max-age=86400"
LONGEST = 2000  # of what was asked for, shown again
# What other people's pages frame may load its style and nothing else.
FRAME = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """A form for a palette; what it sends leads to the palette's own address."""
    text = ",".join(request.GET.getlist("c"))
    if not text.strip(", "):
        return _refusal(request, "", None)
    try:
        palette = read_palette(text)
    except BadPaletteError as error:
        return _refusal(request, text, error)
    return redirect("palettes:palette", palette.address)


@require_safe
def page(request: HttpRequest, colours: str) -> HttpResponse:
    """A palette: contrast, harmony, what looks like it, exports."""
    found = _read(request, "palettes:palette", colours)
    if isinstance(found, HttpResponse):
        return found
    absolute = request.build_absolute_uri
    context = {
        "palette": found,
        "page": PalettePage(found),
        "address": absolute(),
        "card": absolute(reverse("palettes:card", args=[found.address])),
        "embed": absolute(reverse("palettes:embed", args=[found.address])),
    }
    return render(request, "palettes/palette.html", context)


@require_safe
def social_card(request: HttpRequest, colours: str) -> HttpResponse:
    """The picture that goes with the palette's address, as PNG."""
    found = _read(request, "palettes:card", colours)
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(card(found), content_type="image/png")
    response["Cache-Control"] = DAY
    return exporting.tagged(request, response)


@require_safe
def export(request: HttpRequest, colours: str, key: str) -> HttpResponse:
    """The palette as a file."""
    exporter = exporter_of(key)
    found = _read(request, "palettes:export", colours, key, fewest=1)
    if isinstance(found, HttpResponse):
        return found
    return exporting.download(request, exporter, found.swatches, found.title, found.stem, DAY)


@require_safe
@xframe_options_exempt
@csp(FRAME)  # type: ignore[arg-type]
def embed(request: HttpRequest, colours: str) -> HttpResponse:
    """The palette as a small frame for other people's pages."""
    found = _read(request, "palettes:embed", colours)
    if isinstance(found, HttpResponse):
        return found
    response = render(request, "palettes/palette_embed.html", {"palette": found})
    response["Cache-Control"] = DAY
    return response


def _read(
    request: HttpRequest, name: str, colours: str, *more: str, fewest: int = FEWEST
) -> SharedPalette | HttpResponse:
    """The palette of an address, else the answer that leads there or says what is wrong."""
    try:
        palette = read_palette(colours, fewest)
    except BadPaletteError as error:
        return _refusal(request, colours, error)
    if palette.address != colours:
        return HttpResponsePermanentRedirect(reverse(name, args=[palette.address, *more]))
    return palette


def _refusal(request: HttpRequest, text: str, error: BadPaletteError | None) -> HttpResponse:
    context = {
        "longest": LONGEST,
        "text": text.replace("\0", "")[:LONGEST],
        "problem": error,
        "alone": _alone(text),
        "fewest": FEWEST,
        "most": MOST,
    }
    return render(request, "palettes/palette_form.html", context, status=400 if error else 200)


def _alone(text: str) -> str:
    """The digits of a colour that is given without another, empty where there is none."""
    try:
        (only,) = read_palette(text, fewest=1).swatches
    except ValueError:  # none that can be read, or more than one
        return ""
    return only.hex.removeprefix("#")
