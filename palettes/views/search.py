"""Finding films and stills by their colours and moods."""

from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from catalog.ingestion.errors import IngestionError
from palettes.engine import EngineError
from palettes.searching.page import SearchPage
from palettes.searching.picture import colours_of
from palettes.searching.state import State, number
from palettes.visitors.on_request import BusyError, visitor
from palettes.visitors.uploads import PictureInMemory, announced_too_long, too_large, went_over

EDITS: Final = ("w", "remove", "use", "to")
"""What the form of colours sends besides the state; no address of ours has them."""

LONGEST_ADDRESS: Final = 2048


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Stills or films by one to five colours and by moods: ``/search/?c=aa3322:40&c=1f4e5f``.

    The address is the state: what a form sends, or somebody writes, leads to its canonical form.
    A request of htmx gets the part that it swaps, and the address to show.
    """
    parameters = _edited(request.GET)
    page = SearchPage(parameters)
    address = page.state.address
    htmx = bool(request.htmx)  # type: ignore[attr-defined]
    other = any(key in request.GET for key in EDITS) or page.asked.values != request.GET.getlist(
        "c"
    )
    if page.asked.good and other and not htmx:
        return redirect(address)
    template = "palettes/_search.html" if htmx else "palettes/search.html"
    status = 200 if page.asked.good else 400
    response = render(request, template, {"page": page}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if htmx and page.asked.good:
        response["HX-Push-Url"] = address
    return response


def _edited(parameters: QueryDict) -> QueryDict:
    """The parameters after what a button of the form does to one colour, if one was pressed."""
    colours, weights = parameters.getlist("c"), parameters.getlist("w")
    removed = number(parameters.get("remove", ""), len(colours) - 1)
    used = number(parameters.get("use", ""), len(colours) - 1)
    if removed is None and used is None:
        return parameters
    edited = parameters.copy()
    if used is not None and "to" in parameters:
        colours[used] = str(parameters["to"])
    if removed is not None:
        del colours[removed : removed + 1], weights[removed : removed + 1]
    edited.setlist("c", colours)
    edited.setlist("w", weights)
    return edited


@csrf_exempt  # until the picture is kept out of files; then it is checked
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest) -> HttpResponse:
    """Take a picture, or the address of one, and lead to the search by its colours."""
    request.upload_handlers = [PictureInMemory(request)]
    if announced_too_long(request):
        return _refused(request, "", too_large())
    return _picture(request)


@csrf_protect
def _picture(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "palettes/picture.html")
    url = request.POST.get("url", "").replace("\0", "").strip()[:LONGEST_ADDRESS]
    upload = request.FILES.get("picture")
    if went_over(request):
        return _refused(request, url, too_large())
    if upload is None and not url:
        return _refused(request, url, NothingSentError())
    try:
        colours = colours_of(upload.read() if upload else url, visitor(request))
    except (IngestionError, EngineError, BusyError) as error:
        return _refused(request, url, error)
    return redirect(State(tuple(colours)).address)


class NothingSentError(Exception):
    """The form came without a picture."""

    code = "no_picture"

    def __str__(self) -> str:
        return "Choose a picture, or write the address of one."


def _refused(
    request: HttpRequest,
    url: str,
    error: IngestionError | EngineError | BusyError | NothingSentError,
) -> HttpResponse:
    """The form again, with what is wrong."""
    context = {"url": url, "problem": str(error), "code": error.code}
    busy = isinstance(error, BusyError)
    response = render(request, "palettes/picture.html", context, status=429 if busy else 400)
    if isinstance(error, BusyError):
        response["Retry-After"] = str(error.retry_after)
    return response
