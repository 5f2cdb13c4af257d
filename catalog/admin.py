"""Keeping films and stills. Palettes add what is theirs in palettes/admin.py."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog import renditions
from catalog.forms import IngestionForm
from catalog.models import Film, Genre, Ingestion, IngestionItem, Person, Still
from catalog.tasks import run_ingestion


def thumbnail(still: Still, width: int = 160) -> SafeString:
    """A small picture that leads to the still's own admin page."""
    height = round(width * still.height / still.width)
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="Still {}" loading="lazy">',
        renditions.at_least(still, 2 * width),
        width,
        height,
        still.position,
    )


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
    def picture(self, still: Still) -> SafeString:
        """Its thumbnail."""
        return thumbnail(still)


@admin.register(Film)
class FilmAdmin(admin.ModelAdmin):
    """Films, with their stills inline."""

    list_display: tuple[str, ...] = ("title", "year", "made_by", "country", "stills_in_all")
    list_filter = ("country", "genres")
    search_fields = ("title", "directors__name", "cinematographers__name")
    autocomplete_fields = ("directors", "cinematographers", "genres")
    readonly_fields = ("ingest_stills",)
    inlines = (StillInline,)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        """With directors and counts, however long the list."""
        films = super().get_queryset(request).prefetch_related("directors")
        return films.annotate(n=Count("stills", distinct=True))

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
            '<a href="{}?film={}">Ingest stills from addresses or a gallery page</a>',
            reverse("admin:catalog_ingestion_add"),
            film.pk,
        )


@admin.register(Still)
class StillAdmin(admin.ModelAdmin):
    """Stills and where they came from."""

    list_display: tuple[str, ...] = ("picture", "film", "position", "size", "licence")
    list_display_links = ("picture",)
    list_select_related = ("film",)
    list_filter = ("film",)
    search_fields = ("film__title", "credit", "source_url")
    autocomplete_fields = ("film",)
    readonly_fields: ClassVar[tuple[str, ...]] = ("large", "size", "sha256", "image", "created_at")
    fields: ClassVar[tuple[str, ...]] = (
        "large",
        "film",
        "position",
        "timecode",
        "credit",
        "licence",
        "source_url",
        "page_url",
        "size",
        "sha256",
        "image",
        "created_at",
    )
    list_per_page = 40

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stills come in by ingestion, not by typing."""
        return False

    @admin.display(description="Still")
    def picture(self, still: Still) -> SafeString:
        """Its thumbnail."""
        return thumbnail(still)

    @admin.display(description="Picture")
    def large(self, still: Still) -> SafeString:
        """The still, large enough to judge."""
        return thumbnail(still, 640)

    @admin.display(description="Size")
    def size(self, still: Still) -> str:
        """Pixels of the original."""
        return f"{still.width} × {still.height}"


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """Directors and cinematographers."""

    search_fields = ("name",)


@admin.register(Genre)
class GenreAdmin(admin.ModelAdmin):
    """Kinds of films."""

    search_fields = ("name",)


class IngestionItemInline(admin.TabularInline):
    """What became of each picture."""

    model = IngestionItem
    extra = 0
    can_delete = False
    fields = readonly_fields = ("source", "state", "code", "message", "still")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Items are the record of a run."""
        return False


@admin.register(Ingestion)
class IngestionAdmin(admin.ModelAdmin):
    """Bring stills in from pasted addresses or a gallery page; the worker does it."""

    list_display = ("created_at", "film", "state", "source_count", "requested_by")
    list_filter = ("state",)
    list_select_related = ("film", "requested_by")
    inlines = (IngestionItemInline,)
    readonly_fields = ("film", "state", "addresses", "requested_by", "created_at", "finished_at")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """The form of addresses for a new ingestion; an old one is a record."""
        if obj is None:
            kwargs["form"] = IngestionForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What to bring in, or what was."""
        return self.readonly_fields if obj else ("film", "addresses")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """All of a record."""
        return self.readonly_fields if obj else ()

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Films by typing."""
        return ("film",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Items, once there may be some."""
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Ingestion, form: Any, change: bool) -> None:
        """Queue a new ingestion to the worker."""
        if change:
            return
        obj.sources = form.cleaned_data["addresses"]
        obj.requested_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        run_ingestion.enqueue(obj.pk)
        messages.info(request, "Queued. Reload its page to see what has come in.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record is looked at, not changed."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.display(description="Sources")
    def source_count(self, ingestion: Ingestion) -> int:
        """How many addresses were given."""
        return len(ingestion.sources)

    @admin.display(description="Addresses")
    def addresses(self, ingestion: Ingestion) -> str:
        """The addresses, one a line."""
        return "\n".join(ingestion.sources)
