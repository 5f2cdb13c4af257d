"""Pages that are about palettes: search by colour, compare films, and what these need."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from catalog.models import Film, Still
from palettes import compute
from palettes import labels as label_pictures
from palettes.bench import GRID_SPACES, address, asked
from palettes.bench import MOST as MOST_RECIPES
from palettes.bench import bench as make_bench
from palettes.bench import grid as make_grid
from palettes.colours import BadColourError, read_colour
from palettes.comparing import MOST, read_choice, suggested_films, suggested_stills
from palettes.comparison import Comparison
from palettes.engine import DIFFERENCES, METHODS, SPACES, EngineError, resolve_recipe
from palettes.fingerprints import png
from palettes.forms import RecipeForm
from palettes.models import Look
from palettes.on_request import BusyError, known_unsteadiness, palettes_on_request, visitor
from palettes.search import index
from palettes.story import tell_story

RESULTS = 24
GRID_TITLES = [SPACES[space].title for space in GRID_SPACES]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Films by a colour: ``/search/?c=aa3322``."""
    text = request.GET.get("c", "").strip()
    context: dict[str, object] = {"text": text}
    if text:
        try:
            colour = read_colour(text)
        except BadColourError as error:
            return render(
                request, "palettes/search.html", {**context, "problem": str(error)}, status=400
            )
        context |= {"colour": colour, "matches": _matches(colour.hex)}
    return render(request, "palettes/search.html", context)


def _matches(hex_colour: str) -> list[dict[str, object]]:
    found = index().by_colour(hex_colour, RESULTS)
    stills = (
        Still.objects.select_related("film")
        .prefetch_related("palettes")
        .in_bulk([match.still_id for match in found])
    )
    return [{"match": m, "still": stills[m.still_id]} for m in found if m.still_id in stills]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four films or stills side by side: ``/compare/?f=slug&s=id``; it is the state."""
    choice = read_choice(request)
    full = len(choice.found) >= MOST
    added = request.GET.get("add", "").replace("\0", "").strip()[:300]
    candidates: list[Film] = []
    if added:
        candidates = _named(added, [value for key, value in choice.names if key == "f"])
        if len(candidates) == 1 and not full:
            return redirect(choice.with_also(("f", candidates[0].slug)))
    context = {
        "comparison": Comparison(choice),
        "choice": choice,
        "most": MOST,
        "full": full,
        "added": added,
        "candidates": [(film, choice.with_also(("f", film.slug))) for film in candidates[:12]],
        "suggestions": [] if full else suggested_films(choice),
        "suggested_stills": [] if full else suggested_stills(choice),
    }
    return render(request, "palettes/compare.html", context)


def _named(text: str, but: list[str]) -> list[Film]:
    """Films by slug, by exact title, else by a part of the title."""
    films = Film.objects.exclude(slug__in=but)
    for wanted in ({"slug": text}, {"title__iexact": text}, {"title__icontains": text}):
        found = list(films.filter(**wanted).order_by("title", "year")[:12])
        if found:
            return found
    return []


@require_safe
def fingerprint(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A film's fingerprint as PNG; the address names its content, so it is cached for ever."""
    look = get_object_or_404(Look, film__slug=slug)
    if look.digest != digest:
        # The film has changed since the page was made: its picture now lies at another address.
        response = redirect("palettes:fingerprint", slug, look.digest)
        response["Cache-Control"] = "no-store"
        return response
    picture = HttpResponse(png(look), content_type="image/png")
    picture["Cache-Control"] = "public, max-age=31536000, immutable"
    return picture


@require_safe
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """What a page asks that waits for palettes: nothing new (204), or the page as it is now."""
    film = get_object_or_404(Film, slug=slug)
    if request.GET.get("n") == str(compute.count_waiting(film)):
        return HttpResponse(status=204)
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = film.get_absolute_url()
    return redirect(back)


@require_safe
def bench_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the bench's form: a recipe that can be goes to the still's page, others stay here."""
    still = get_object_or_404(Still.objects.select_related("film"), pk=pk)
    form = RecipeForm(request.GET)
    if form.is_valid() and form.resolved:
        own, _ = asked(request.GET)
        kept = [recipe for recipe in own if recipe != form.resolved][: MOST_RECIPES - 1]
        return redirect(address(still, [*kept, form.resolved]))
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
    still = get_object_or_404(Still.objects.select_related("film"), pk=pk)
    text = request.GET.get("size", "8")
    size = int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= 64 else 8
    context = {"still": still, "size": size, "sizes": (3, 5, 8, 12, 16), "spaces": GRID_TITLES}
    part = "palettes/_grid.html" if request.htmx else "palettes/grid.html"  # type: ignore[attr-defined]
    try:
        context["rows"] = make_grid(still, request, size)
    except BusyError as error:
        response = render(request, part, {**context, "problem": str(error)}, status=429)
        response["Retry-After"] = str(error.retry_after)
        return response
    return render(request, part, context)


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
