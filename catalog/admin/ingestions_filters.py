"""How the history of ingestions is narrowed down."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from catalog.models import Film, Ingestion

MOST_FILMS = 100  # in the list


class Days(admin.SimpleListFilter):
    """Ingestions of the last days."""

    title = "date"
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Spans."""
        return [("1", "Past day"), ("7", "Past 7 days"), ("30", "Past 30 days")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ingestion]) -> Any:
        """Those begun within the span."""
        value = self.value()
        if value not in ("1", "7", "30"):
            return queryset
        return queryset.filter(created_at__gte=timezone.now() - timedelta(days=int(value)))


class OfFilm(admin.SimpleListFilter):
    """Ingestions for a film, or that brought it stills."""

    title = "film"
    parameter_name = "film"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The films that were ingested, as many as a list shows."""
        named = Q(ingestions__isnull=False) | Q(stills__items__isnull=False)
        films = Film.objects.filter(named).distinct().order_by("title_folded", "year")
        return [(str(film.pk), str(film)[:60]) for film in films[:MOST_FILMS]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ingestion]) -> Any:
        """Those of the film."""
        film = number(self.value())
        if not film:
            return queryset
        return queryset.filter(Q(film=film) | Q(items__still__film=film)).distinct()


def number(text: Any) -> int:
    """A key as an address gives it, 0 when it is none."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
