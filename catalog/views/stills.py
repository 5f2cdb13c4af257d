"""One still's page, and its picture."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from catalog import progress, renditions
from catalog.models import Still

NEARBY = 11  # stills of the strip under a still


@require_safe
def still(request: HttpRequest, pk: int) -> HttpResponse:
    """One still: large, with its palettes by every stored recipe."""
    found = get_object_or_404(
        Still.objects.select_related("film").prefetch_related("palettes"), pk=pk
    )
    ids = list(found.film.stills.order_by("position", "pk").values_list("pk", flat=True))
    index = ids.index(found.pk)
    first = max(0, min(index - NEARBY // 2, len(ids) - NEARBY))
    around = Still.objects.prefetch_related("palettes").in_bulk(ids[first : first + NEARBY])
    context = {
        "still": found,
        "film": found.film,
        "number": index + 1,
        "count": len(ids),
        "nearby": [
            (number, around[pk]) for number, pk in enumerate(ids[first : first + NEARBY], first + 1)
        ],
        "previous": ids[index - 1] if index else None,
        "next": ids[index + 1] if index + 1 < len(ids) else None,
        "ingestion": progress.ingestion_of(found) if _sees_ingestions(request) else None,
    }
    response = render(request, "catalog/still.html", context)
    if context["ingestion"]:
        patch_cache_control(response, private=True)  # not for whoever asks a cache next
    return response


def _sees_ingestions(request: HttpRequest) -> bool:
    """Whether somebody may; nothing is asked of the database for a visitor."""
    user = request.user
    needed = (f"catalog.{what}_ingestion" for what in ("view", "change"))
    return user.is_staff and any(user.has_perm(name) for name in needed)


@require_safe
def rendition(request: HttpRequest, sha256: str, width: int) -> FileResponse:
    """A still's picture at one of its widths; cached for ever, since the address names it."""
    found = Still.objects.filter(sha256=sha256).first()
    if found is None:
        raise Http404("No still has this content.")
    try:
        path = renditions.ensure(found, width)
    except (ValueError, FileNotFoundError) as error:
        raise Http404(str(error)) from error
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
