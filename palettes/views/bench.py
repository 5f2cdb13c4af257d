"""The methods, on a still and in words."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.models import Still
from catalog.numbering import number_in_film
from palettes import labels as label_pictures
from palettes.bench import GRID_SPACES, address, asked
from palettes.bench import MOST as MOST_RECIPES
from palettes.bench import bench as make_bench
from palettes.bench import grid as make_grid
from palettes.engine import DIFFERENCES, METHODS, SPACES, EngineError, resolve_recipe
from palettes.engine.recipe import LARGEST
from palettes.forms import RecipeForm
from palettes.story import tell_story
from palettes.visitors.on_request import BusyError, known_unsteadiness, palettes_on_request, visitor

GRID_SIZES = (3, 5, 8, 12, 16)
USUAL_SIZE = 8
GRID_TITLES = [SPACES[space].title for space in GRID_SPACES]


@require_safe
def bench_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the bench's form: a recipe that can be goes to the still's page, others stay here."""
    still = get_object_or_404(Still.objects.select_related("film"), pk=pk)
    form = RecipeForm(request.GET)
    if form.is_valid() and form.resolved:
        own, _ = asked(request.GET)
        kept = [recipe for recipe in own if recipe != form.resolved][: MOST_RECIPES - 1]
        return redirect(address(still, [*kept, form.resolved], request.GET))
    context = {"still": still, "bench": make_bench(still, request, form)}
    return render(request, "palettes/bench.html", context, status=400)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the form's recipe gives, as the part of the bench that follows the form."""
    still = get_object_or_404(Still, pk=pk)
    form = RecipeForm(request.GET)
    context: dict[str, object] = {"still": still, "form": form}
    if form.is_valid() and form.resolved:
        try:
            found = palettes_on_request(still, [form.resolved], visitor(request))
        except BusyError as error:
            context["problem"] = str(error)
        else:
            result = found[form.resolved]
            known = known_unsteadiness(still, [form.resolved])
            context |= {"recipe": form.resolved, "unsteadiness": known.get(form.resolved)}
            context |= (
                {"problem": str(result)} if isinstance(result, EngineError) else {"palette": result}
            )
    return render(request, "palettes/_preview.html", context)


@require_safe
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Every method in four spaces on one still, at the size asked for."""
    stills = Still.objects.select_related("film").annotate(number=number_in_film())
    still = get_object_or_404(stills, pk=pk)
    size, note = _grid_size(request.GET.get("size", ""))
    context = {"still": still, "size": size, "sizes": GRID_SIZES, "spaces": GRID_TITLES}
    context["note"] = note
    part = "palettes/_grid.html" if request.htmx else "palettes/grid.html"  # type: ignore[attr-defined]
    try:
        context["rows"] = make_grid(still, request, size)
    except BusyError as error:
        response = render(request, part, {**context, "problem": str(error)}, status=429)
        response["Retry-After"] = str(error.retry_after)
        return response
    return render(request, part, context)


def _grid_size(text: str) -> tuple[int, str]:
    """The number of colours asked for, and what to say when another is taken."""
    if re.fullmatch("0*[0-9]{1,2}", text, re.ASCII) and 1 <= int(text) <= LARGEST:
        return int(text), ""
    note = f"A size is a whole number from 1 to {LARGEST}: shown with {USUAL_SIZE} colours."
    return USUAL_SIZE, note if text else ""


@require_safe
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    """Which pixel belongs to which swatch of a recipe, as a grey picture of swatch numbers."""
    still = get_object_or_404(Still, pk=pk)
    try:
        recipe = resolve_recipe(request.GET.get("recipe", ""))
        found = palettes_on_request(still, [recipe], visitor(request))[recipe]
    except EngineError as error:
        raise Http404(str(error)) from error
    except BusyError as error:
        return HttpResponse(str(error), status=429, headers={"Retry-After": str(error.retry_after)})
    if isinstance(found, EngineError):
        raise Http404(str(found))
    try:
        content = label_pictures.png(still, found)
    except (EngineError, FileNotFoundError) as error:
        raise Http404("The still's original cannot be read.") from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every method, space and difference, and what they make of the catalogue's own stills."""
    context = {
        "methods": METHODS,
        "spaces": SPACES,
        "differences": DIFFERENCES,
        "story": tell_story(request),
    }
    return render(request, "palettes/methods.html", context)
