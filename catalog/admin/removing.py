"""Deleting films and stills in the admin so that it can be undone."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from catalog.admin.pages import AnyAdmin
from catalog.models import Film, Removal, Still
from catalog.upkeep.removals import remove_films, remove_stills

MOST_NAMED = 50


class RemovesFilms(AnyAdmin):
    """Lets films go into a removal instead of nowhere."""

    def delete_model(self, request: HttpRequest, obj: Film) -> None:
        """One film, from its own page."""
        self.delete_queryset(request, Film.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        """Those chosen in the list."""
        tell(request, remove_films(queryset, request.user))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes, in a few lines: Django would name every palette."""
        films = Film.objects.filter(pk__in=[film.pk for film in objs])
        names = list(films.annotate(n=Count("stills")).order_by("title_folded", "pk"))
        counts = [film.n for film in names]  # type: ignore[attr-defined]
        stills = sum(counts)
        lines = [
            f"{film}, with {count} still{'' if count == 1 else 's'}"
            for film, count in list(zip(names, counts, strict=True))[:MOST_NAMED]
        ]
        return _answer(self, request, lines, len(names), {"films": len(names), "stills": stills})


class RemovesStills(AnyAdmin):
    """Lets stills go into a removal instead of nowhere."""

    def delete_model(self, request: HttpRequest, obj: Still) -> None:
        """One still, from its own page."""
        self.delete_queryset(request, Still.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Still]) -> None:
        """Those chosen in the list."""
        tell(request, remove_stills(queryset, request.user))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes, in a few lines: Django would name every palette."""
        stills = Still.objects.filter(pk__in=[still.pk for still in objs]).select_related("film")
        count = stills.count()
        lines = [str(still) for still in stills.order_by("film", "position")[:MOST_NAMED]]
        return _answer(self, request, lines, count, {"stills": count})


def tell(request: HttpRequest, removal: Removal | None) -> None:
    """Say how long it can be undone, and how."""
    if removal is not None:
        messages.info(
            request,
            format_html(
                '{} can be brought back until {}. <strong><a href="{}">Undo</a></strong>',
                removal.label,
                localtime(removal.expires_at).strftime("%-d %B, %H:%M"),
                reverse("admin:catalog_removal_undo", args=[removal.pk]),
            ),
        )


def _answer(
    keeper: admin.ModelAdmin[Any],
    request: HttpRequest,
    lines: list[str],
    count: int,
    totals: dict[str, int],
) -> tuple[Iterable[str], dict[str, int], set[str], list[str]]:
    """As :meth:`ModelAdmin.get_deleted_objects` has it."""
    more = [f"and {count - MOST_NAMED} more"] if count > MOST_NAMED else []
    needed = set() if keeper.has_delete_permission(request) else {str(keeper.opts.verbose_name)}
    days = settings.REMOVED_DAYS
    note = f"All of it can be brought back for {days} day{'' if days == 1 else 's'}."
    return [*lines, *more, note], totals, needed, []
