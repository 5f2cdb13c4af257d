"""Palettes in the admin: looked at, recomputed, never typed."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from catalog.admin import FilmAdmin, StillAdmin
from catalog.admin.nonsense import TakesNonsense
from catalog.ingestion.texts import counted
from catalog.models import Film, Still
from palettes import tasks
from palettes.models import Palette
from palettes.templatetags.palettes import palette_of, strip
from palettes.token_admin import ApiTokenAdmin

__all__ = ["ApiTokenAdmin", "FilmWithPalettes", "PaletteAdmin", "StillWithPalettes"]


@admin.register(Palette)
class PaletteAdmin(TakesNonsense, admin.ModelAdmin):
    """Every stored palette, with its swatches drawn."""

    list_display = ("swatches_drawn", "subject", "recipe", "fit", "engine_version", "computed_at")
    list_filter = ("recipe", "engine_version")
    list_select_related = ("still__film", "film")
    search_fields = ("film__title", "still__film__title")
    fields = readonly_fields = (
        "swatches_drawn",
        "still",
        "film",
        "recipe",
        "swatches",
        "fit",
        "note",
        "engine_version",
        "computed_at",
    )
    actions = ("recompute",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Palettes are computed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Looking and recomputing only."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.display(description="Palette")
    def swatches_drawn(self, palette: Palette) -> str:
        """The strip."""
        return drawn(palette)

    @admin.action(description="Recompute the chosen palettes' stills and films")
    def recompute(self, request: HttpRequest, chosen: QuerySet[Palette]) -> None:
        """Queue what they belong to."""
        stills = set(chosen.exclude(still=None).values_list("still_id", flat=True))
        films = set(chosen.exclude(film=None).values_list("film_id", flat=True))
        queue(request, stills, films)


def drawn(palette: Palette | None) -> str:
    """A strip in a box, since the admin has not the site's style sheet."""
    if palette is None:
        return "not computed yet"
    return format_html('<svg width="240" height="24">{}</svg>', strip(palette, "card"))


def queue(request: HttpRequest, stills: set[int], films: set[int]) -> None:
    """Hand stills and films to the worker, and say so."""
    for pk in sorted(stills):
        tasks.compute_still.enqueue(pk)
    for pk in sorted(films):
        tasks.compute_film.enqueue(pk)
    said = f"{counted(len(stills), 'still')} and {counted(len(films), 'film')}"
    messages.info(request, f"Queued: palettes of {said}.")


@admin.action(description="Recompute palettes")
def recompute_films(admin_: FilmAdmin, request: HttpRequest, chosen: QuerySet[Film]) -> None:
    """Queue the chosen films and all their stills."""
    stills = set(Still.objects.filter(film__in=chosen.values("pk")).values_list("pk", flat=True))
    queue(request, stills, set(chosen.values_list("pk", flat=True)))


@admin.action(description="Recompute palettes")
def recompute_stills(admin_: StillAdmin, request: HttpRequest, chosen: QuerySet[Still]) -> None:
    """Queue the chosen stills and their films."""
    queue(
        request,
        set(chosen.values_list("pk", flat=True)),
        set(chosen.values_list("film_id", flat=True)),
    )


class FilmWithPalettes(FilmAdmin):
    """Films with their strip."""

    list_display = (*FilmAdmin.list_display, "palette")
    actions = (recompute_films,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        """With the palettes the strip draws."""
        return super().get_queryset(request).prefetch_related("palettes")

    @admin.display(description="Palette")
    def palette(self, film: Film) -> str:
        """The film's default palette."""
        return drawn(palette_of(film))


class StillWithPalettes(StillAdmin):
    """Stills with their strip."""

    list_display = (*StillAdmin.list_display, "palette")
    readonly_fields = (*StillAdmin.readonly_fields, "palette")
    fields = ("large", "palette", *StillAdmin.fields[1:])
    actions = (recompute_stills,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Still]:
        """With the palettes the strip draws."""
        return super().get_queryset(request).prefetch_related("palettes")

    @admin.display(description="Palette")
    def palette(self, still: Still) -> str:
        """The still's default palette."""
        return drawn(palette_of(still))


# The catalogue knows nothing of palettes; its admin pages gain them here.
admin.site.unregister(Film)
admin.site.unregister(Still)
admin.site.register(Film, FilmWithPalettes)
admin.site.register(Still, StillWithPalettes)
