"""Keeping films, with their stills inline."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.admin.exchange import ExchangesFilms
from catalog.admin.merging import MergesFilms
from catalog.admin.nonsense import TakesNonsense
from catalog.admin.ordering import OrdersStills, order_link
from catalog.admin.pages import KeepersActions
from catalog.admin.removing import RemovesFilms, tell
from catalog.admin.sample import RemovesSample
from catalog.admin.searching import FindsFolded
from catalog.admin.thumbnails import thumbnail
from catalog.filters import country_lines, with_all
from catalog.models import Film, Genre, Person, Still
from catalog.models.countries import countries_in
from catalog.models.folding import fold
from catalog.upkeep.changes import announce
from catalog.upkeep.removals import remove_stills


class ByCountry(admin.SimpleListFilter):
    """Films of a country, those of several among them."""

    title = "country"
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every country there is a film of."""
        names = {one for line in country_lines() for one in countries_in(line)}
        return [(name, name) for name in sorted(names, key=fold)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> QuerySet[Film]:
        """Those of the country chosen."""
        asked = self.value()
        return queryset.filter(country__in=with_all(country_lines(), asked)) if asked else queryset


class StillInline(admin.TabularInline):
    """A film's stills, as thumbnails, to order and to credit."""

    model = Still
    extra = 0
    fields = ("picture", "position", "timecode", "credit", "licence")
    readonly_fields = ("picture",)
    ordering = ("position", "pk")
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Stills come in by ingestion, not by typing."""
        return False

    @admin.display(description="Still")
    def picture(self, still: Still) -> SafeString | str:
        """Its thumbnail."""
        return thumbnail(still)


@admin.register(Film)
class FilmAdmin(
    KeepersActions,
    OrdersStills,
    MergesFilms,
    RemovesFilms,
    RemovesSample,
    ExchangesFilms,
    TakesNonsense,
    FindsFolded,
    admin.ModelAdmin,
):
    """Films, with their stills inline."""

    keeping = ("merge_films",)

    list_display: tuple[str, ...] = ("named", "year", "made_by", "country", "stills_in_all")
    list_filter = (ByCountry, "genres")
    search_fields = (
        "title_folded",
        "directors__name_folded",
        "cinematographers__name_folded",
    )
    autocomplete_fields = ("directors", "cinematographers", "genres")
    readonly_fields = ("ingest_stills", "order_stills")
    inlines = (StillInline,)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    ordering = ("title_folded", "year", "pk")  # counting drops the model's own

    class Media:
        css = {"all": ("css/keeping.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        """With directors and counts, however long the list."""
        films = super().get_queryset(request).prefetch_related("directors")
        return films.annotate(n=Count("stills", distinct=True))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Stills deleted here can be brought back too; those renumbered tell their film."""
        if formset.model is not Still:
            super().save_formset(request, form, formset, change)
            return
        for still in formset.save(commit=False):
            still.save()
        gone = [still.pk for still in formset.deleted_objects]
        tell(request, remove_stills(Still.objects.filter(pk__in=gone), request.user))
        if any("position" in fields for _, fields in formset.changed_objects):
            announce([form.instance.pk])

    @admin.display(description="Title", ordering="title_folded")
    def named(self, film: Film) -> str:
        """In the order of the letters, whatever their accents."""
        return film.title

    @admin.display(description="Directors")
    def made_by(self, film: Film) -> str:
        """Names of the directors."""
        return ", ".join(person.name for person in film.directors.all())

    @admin.display(description="Stills", ordering="n")
    def stills_in_all(self, film: Film) -> int:
        """How many there are."""
        return film.n  # type: ignore[attr-defined]

    @admin.display(description="Bring stills in")
    def ingest_stills(self, film: Film) -> SafeString | str:
        """The way to the form that does it."""
        if film.pk is None:
            return "Save the film first, or give a gallery page that names it under Ingestions."
        return format_html(
            '<a href="{}?film={}">Ingest stills from addresses, a gallery page or files</a>',
            reverse("admin:catalog_ingestion_add"),
            film.pk,
        )

    @admin.display(description="Order")
    def order_stills(self, film: Film) -> SafeString | str:
        """The way to the page that does it."""
        return order_link(film) if film.pk else "It has no stills yet."


@admin.register(Person)
class PersonAdmin(TakesNonsense, FindsFolded, admin.ModelAdmin):
    """Directors and cinematographers."""

    search_fields = ("name_folded",)


@admin.register(Genre)
class GenreAdmin(TakesNonsense, FindsFolded, admin.ModelAdmin):
    """Kinds of films."""

    search_fields = ("name_folded",)
