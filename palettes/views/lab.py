"""The lab: palettes of a picture that somebody brings along."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from catalog.ingestion.errors import IngestionError
from palettes.bench import MOST
from palettes.charts.stages import STAGES
from palettes.compute import default_recipe
from palettes.engine import EngineError, resolve_recipe
from palettes.forms import RecipeForm
from palettes.lab import Lab, State, read_state
from palettes.visitors.on_request import BusyError, visitor
from palettes.visitors.outside import Answer, palettes_from_address, palettes_from_bytes
from palettes.visitors.uploads import PictureInMemory, announced_too_long, too_large, went_over

NO_PICTURE = "Choose a picture, or write the address of one."

Failure = IngestionError | EngineError | BusyError


@csrf_exempt  # until the picture is kept out of files; then it is checked
@require_http_methods(["GET", "HEAD", "POST"])
def lab(request: HttpRequest) -> HttpResponse:
    """Palettes of any picture: ``/lab/?url=...&r=...`` is the state; a picture is posted."""
    request.upload_handlers = [PictureInMemory(request)]
    if announced_too_long(request):
        state = read_state(QueryDict())
        return _refused(request, state, _empty_form(state), too_large())
    return _posted(request) if request.method == "POST" else _asked(request)


def _asked(request: HttpRequest) -> HttpResponse:
    state = read_state(request.GET)
    form = _empty_form(state)
    if not state.url:
        return _page(request, state, form, status=400 if state.problems else 200)
    return _fetched(request, state, form)


@csrf_protect
def _posted(request: HttpRequest) -> HttpResponse:
    """Take the form: an address leads to the state's own page, a picture is looked at here."""
    state = read_state(request.POST)
    form = _empty_form(state)
    if "add" in request.POST:
        form = RecipeForm(request.POST)
        if not form.is_valid() or form.resolved is None:
            return _page(request, state, form, status=400)
        own = [recipe for recipe in state.recipes if recipe != form.resolved]
        state = replace(state, recipes=(*own[: MOST - 1], form.resolved))
    upload = request.FILES.get("picture")
    if went_over(request):
        return _refused(request, state, form, too_large())
    if upload is not None:
        content = upload.read()
        state = replace(state, url="")
        return _answered(
            request,
            state,
            form,
            lambda: palettes_from_bytes(content, state.recipes, visitor(request), with_sample=True),
        )
    if not state.url:
        problem = () if "add" in request.POST or "drop" in request.POST else (NO_PICTURE,)
        state = replace(state, problems=(*state.problems, *problem))
        return _page(request, state, form, status=400 if problem else 200, code="no_picture")
    if request.htmx:  # type: ignore[attr-defined]
        response = _fetched(request, state, form)
        if response.status_code == 200:
            response["HX-Push-Url"] = state.address
        return response
    return redirect(state.address)


def _empty_form(state: State) -> RecipeForm:
    last = state.recipes[-1] if state.recipes else resolve_recipe(default_recipe())
    return RecipeForm.of(last)


def _fetched(request: HttpRequest, state: State, form: RecipeForm) -> HttpResponse:
    return _answered(
        request,
        state,
        form,
        lambda: palettes_from_address(state.url, state.recipes, visitor(request), with_sample=True),
    )


def _answered(
    request: HttpRequest, state: State, form: RecipeForm, ask: Callable[[], Answer]
) -> HttpResponse:
    try:
        answer = ask()
    except (IngestionError, EngineError, BusyError) as error:
        return _refused(request, state, form, error)
    return _page(request, state, form, Lab(answer, state))


def _refused(request: HttpRequest, state: State, form: RecipeForm, error: Failure) -> HttpResponse:
    """The page with what is wrong; the form keeps what was written."""
    busy = isinstance(error, BusyError)
    state = replace(state, problems=(*state.problems, str(error)))
    response = _page(request, state, form, status=429 if busy else 400, code=error.code)
    if isinstance(error, BusyError):
        response["Retry-After"] = str(error.retry_after)
    return response


def _page(
    request: HttpRequest,
    state: State,
    form: RecipeForm,
    lab: Lab | None = None,
    *,
    status: int = 200,
    code: str = "",
) -> HttpResponse:
    context = {
        "state": state,
        "form": form,
        "lab": lab,
        "code": code,
        "spaces": {key: stage.title for key, stage in STAGES.items()},
        "full": len(state.recipes) >= MOST,
    }
    htmx = bool(request.htmx)  # type: ignore[attr-defined]
    template = "palettes/_lab.html" if htmx else "palettes/lab.html"
    # htmx swaps what is refused too: its own page says why.
    response = render(request, template, context, status=200 if htmx else status)
    response["Cache-Control"] = "private, no-store"
    return response
