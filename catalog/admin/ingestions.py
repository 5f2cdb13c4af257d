"""Bringing stills in: the form, the pages of an ingestion, and the history of them all."""

import json
from datetime import date
from typing import Any
from urllib.parse import unquote

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from catalog import progress
from catalog.admin.ingestions_filters import Days, OfFilm, number
from catalog.admin.ingestions_preview import ShowsPreview
from catalog.admin.ingestions_progress import ShowsProgress
from catalog.admin.nonsense import TakesNonsense
from catalog.admin.pages import answer
from catalog.admin.searching import FindsFolded
from catalog.forms import IngestionForm
from catalog.ingestion.errors import IngestionError
from catalog.ingestion.submitting import submit
from catalog.models import Film, Ingestion, IngestionItem
from catalog.tasks import run_ingestion

_State = IngestionItem.State
MOST_SHOWN, MOST_TOLD = 80, 300  # characters of a film's name in the list, of a whole source
_TAIL = 24  # characters of a source's last part


@admin.register(Ingestion)
class IngestionAdmin(ShowsPreview, ShowsProgress, TakesNonsense, FindsFolded, admin.ModelAdmin):
    """What was brought in, from where, and what became of it."""

    list_display = (
        "begun",
        "film_or_films",
        "where_from",
        "how_far",
        "n_stored",
        "n_known",
        "n_refused",
        "asked_by",
    )
    list_filter = ("state", "origin", Days, OfFilm)
    list_select_related = ("film", "requested_by")
    search_fields = (
        "items__source",
        "items__found_on",
        "film__title_folded",
        "items__still__film__title_folded",
        "facts__title",
    )
    search_help_text = "An address or file name, or a film's title."
    show_full_result_count = False
    list_per_page = 50
    actions = None
    ordering = ("-created_at", "-pk")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The history, named as what it is."""
        return super().changelist_view(request, {"title": "Ingestions", **(extra_context or {})})

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Counts are asked for the page that is shown, not for the whole history."""
        changes = super().get_changelist_instance(request)
        keys = [row.pk for row in changes.result_list]
        counted = Ingestion.objects.filter(pk__in=keys).annotate(
            film_name=Min("items__still__film__title"),
            film_count=Count("items__still__film", distinct=True),
            **{
                name: Count("items", filter=Q(items__state=state))
                for name, state in _COUNTED.items()
            },
        )
        found = {row.pk: row for row in counted}
        for row in changes.result_list:
            for name in ("film_name", "film_count", *_COUNTED):
                setattr(row, name, getattr(found.get(row.pk), name, 0))
        return changes

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Ingestion], search_term: str
    ) -> tuple[QuerySet[Ingestion], bool]:
        """The column of sources as well."""
        written = queryset.alias(sources_text=Cast("sources", TextField()))
        return super().get_search_results(request, written, search_term)

    def stands_anywhere(self, word: str) -> Q:
        """SQLite keeps what is not ASCII in sources escaped."""
        escaped = json.dumps(word)[1:-1]
        sources = Q(sources_text__icontains=word) | Q(sources_text__icontains=escaped)
        return super().stands_anywhere(word) | sources

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history stays: a still leads back to its ingestion."""
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; what it says is looked at before anything is stored."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        film = Film.objects.filter(pk=number(request.GET.get("film"))).first()
        sent = request.method == "POST"
        form = IngestionForm(
            request.POST if sent else None,
            request.FILES if sent else None,
            initial={"film": film.pk if film else None, "follow": 0},
        )
        if sent and form.is_valid():
            ingestion = self._begun(request, form)
            if ingestion is not None:
                return redirect("admin:catalog_ingestion_page", ingestion.pk)
        return answer(
            request,
            self,
            "admin/catalog/ingestion/form.html",
            "Ingest stills",
            form=form,
            film=film,
            media=self.media + form.media,
        )

    def _begun(self, request: HttpRequest, form: IngestionForm) -> Ingestion | None:
        data = form.cleaned_data
        try:
            ingestion = submit(
                data["addresses"],
                files=data["pictures"],
                manifest=data["manifest"],
                film=data["film"],
                facts=data["facts"],
                follow=data["follow"] or 0,
                requested_by=request.user,
            )
        except IngestionError as error:
            place = "manifest" if error.code == "bad_manifest" else "pictures"
            form.add_error(place, f"{error.message} ({error.code})")
            return None
        run_ingestion.enqueue(ingestion.pk)
        self.log_addition(request, ingestion, "Asked for.")
        return ingestion

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """An ingestion's own page has its place elsewhere."""
        return redirect("admin:catalog_ingestion_page", number(object_id))

    @admin.display(description="Begun", ordering="created_at")
    def begun(self, ingestion: Ingestion) -> str:
        """Day and hour."""
        when = localtime(ingestion.created_at)
        return when.strftime("%H:%M" if when.date() == date.today() else "%-d %b %Y, %H:%M")

    @admin.display(description="Film", ordering="film__title")
    def film_or_films(self, ingestion: Ingestion) -> str:
        """The film, or the first of those that its stills went to and how many more."""
        said = ingestion.facts.get("title") if isinstance(ingestion.facts, dict) else ""
        named = ingestion.film or ingestion.film_name or said  # type: ignore[attr-defined]
        others = ingestion.film_count - 1  # type: ignore[attr-defined]
        more = f" and {others} more" if others > 0 and not ingestion.film else ""
        return str(named or "as the sources say")[:MOST_SHOWN] + more

    @admin.display(description="Sources")
    def where_from(self, ingestion: Ingestion) -> SafeString:
        """The first source, shortened, and how many more there are."""
        sources = ingestion.sources if isinstance(ingestion.sources, list) else []
        whole = str(sources[0])[:MOST_TOLD] if sources else ""
        more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        shown = shortened(whole) or "-"
        return format_html('<span title="{}"><bdi>{}</bdi>{}</span>', whole, shown, more)

    @admin.display(description="State", ordering="state")
    def how_far(self, ingestion: Ingestion) -> str:
        """In words."""
        return ingestion.get_state_display().capitalize()

    @admin.display(description="By", ordering="requested_by__username")
    def asked_by(self, ingestion: Ingestion) -> str:
        """Who did, or a command."""
        return str(ingestion.requested_by or ingestion.get_origin_display())

    @admin.display(description="Stored")
    def n_stored(self, ingestion: Ingestion) -> int:
        """How many came in."""
        return ingestion.stored  # type: ignore[attr-defined]

    @admin.display(description="Already here")
    def n_known(self, ingestion: Ingestion) -> int:
        """How many were there."""
        return ingestion.known  # type: ignore[attr-defined]

    @admin.display(description="Refused")
    def n_refused(self, ingestion: Ingestion) -> int:
        """How many did not come in."""
        return ingestion.refused  # type: ignore[attr-defined]


def shortened(source: str) -> str:
    """An address as its host and its last part, a path as its last part."""
    host, path = "", source
    if "://" in source[:12]:
        host, _, path = source.partition("://")[2].partition("?")[0].partition("/")
    parts = [part for part in unquote(path).split("/") if part]
    tail = parts[-1] if parts else ""
    tail = f"…{tail[-_TAIL:]}" if len(tail) > _TAIL else tail
    between = "/…/" if len(parts) > 1 else "/"
    return f"{host[:MOST_SHOWN]}{between if tail else ''}{tail}" if host else tail


_COUNTED = {"stored": _State.STORED, "known": _State.KNOWN, "refused": _State.FAILED}


def ingestion_link(still: Any) -> SafeString | str:
    """The way from a still to the ingestion that brought it in."""
    key = progress.ingestion_of(still)
    if key is None:
        return "not known"
    address = reverse("admin:catalog_ingestion_page", args=[key])
    return format_html('<a href="{}">Ingestion {}</a>', address, key)
