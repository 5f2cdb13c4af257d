"""The page on which two films are made one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from catalog.admin.pages import AnyAdmin, answer
from catalog.admin.thumbnails import thumbnail
from catalog.choosing import is_key
from catalog.models import Film
from catalog.upkeep import rows
from catalog.upkeep.merging import FIELDS, Choice, FilmGoneError, doubles, merge

STILLS_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """One field of both films, as text, and which of them is chosen unless somebody says so."""

    name: str
    label: str
    first: str
    second: str
    several: bool

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.first != self.second

    @property
    def default(self) -> str:
        """The value there is; both lists; else the first film's."""
        if not self.first or not self.second:
            return "second" if self.second else "first"
        return "both" if self.several else "first"


class MergesFilms(AnyAdmin):
    """Adds "Merge two films" to the admin of films."""

    def get_urls(self) -> list[URLPattern]:
        """With the page itself."""
        view = self.admin_site.admin_view(self.merge_view)
        own = path("merge/<int:first>/<int:second>/", view, name="catalog_film_merge")
        return [own, *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """One film goes and stills move: whoever may do both."""
        return (
            self.has_change_permission(request)
            and self.has_delete_permission(request)
            and request.user.has_perm("catalog.change_still")
        )

    @admin.action(description="Merge two films", permissions=["merge"])
    def merge_films(self, request: HttpRequest, chosen: QuerySet[Film]) -> HttpResponse | None:
        """Lead to the page, if two films were chosen."""
        keys = list(chosen.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) == 2:
            return redirect("admin:catalog_film_merge", *keys)
        messages.warning(request, "Select two films to merge, not more and not fewer.")
        return None

    def merge_view(self, request: HttpRequest, first: int, second: int) -> HttpResponse:
        """Show both films side by side; merge them as chosen."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        keys = [key for key in (first, second) if is_key(key)]
        found = Film.objects.prefetch_related(*rows.NAMES).in_bulk(keys)
        if len(found) != 2:
            return self._not_two(request, found, same=first == second)
        films = (found[first], found[second])
        lines = _lines(*films)
        if request.method != "POST":
            return self._merge_page(request, films, lines)
        if request.POST.get("seen") != _digest(lines):
            return self._merge_page(request, films, lines, stale=True, status=409)
        second_kept = request.POST.get("slug") == "second"
        kept, other = films[::-1] if second_kept else films
        gone = str(other)
        choices = _choices(request, lines, "second" if second_kept else "first")
        try:
            merged = merge(kept, other, choices)
        except FilmGoneError:
            there = Film.objects.in_bulk([first, second])
            return self._not_two(request, there)
        self.log_change(request, merged, f"Merged with {gone}.")
        messages.success(request, f"{gone} is merged into {merged}.")
        return redirect("admin:catalog_film_change", merged.pk)

    def _not_two(
        self, request: HttpRequest, found: Mapping[int, Film], *, same: bool = False
    ) -> HttpResponse:
        """Say what is missing, and lead to what there is."""
        if not found:
            raise Http404("There are no such two films.")
        (film,) = list(found.values())[:1]
        messages.warning(
            request,
            f"{film} cannot be merged with itself: select two films."
            if same
            else f"There is only {film} any more: the other film was merged or removed already.",
        )
        if same:
            return redirect("admin:catalog_film_changelist")
        return redirect("admin:catalog_film_change", film.pk)

    def _merge_page(
        self, request: HttpRequest, films: tuple[Film, Film], lines: list[Line], **context: Any
    ) -> HttpResponse:
        sides = [(film, film.stills.count(), _pictures(film)) for film in films]
        chosen = {line.name: request.POST.get(line.name, line.default) for line in lines}
        return answer(
            request,
            self,
            "admin/catalog/film/merge.html",
            "Merge two films",
            sides=sides,
            lines=[(line, chosen[line.name]) for line in lines],
            slug=request.POST.get("slug", "first"),
            doubles=len(doubles(*films)),
            swapped=reverse("admin:catalog_film_merge", args=[films[1].pk, films[0].pk]),
            seen=_digest(lines),
            **context,
        )


def _lines(first: Film, second: Film) -> list[Line]:
    return [
        Line(
            name,
            str(Film._meta.get_field(name).verbose_name).capitalize(),  # type: ignore[union-attr]
            _text(first, name),
            _text(second, name),
            name in rows.NAMES,
        )
        for name in FIELDS
    ]


def _text(film: Film, name: str) -> str:
    value = getattr(film, name)
    if name in rows.NAMES:
        return ", ".join(sorted(named.name for named in value.all()))
    return "" if value is None else str(value)


def _digest(lines: list[Line]) -> str:
    """Names what was shown, so that nobody merges what somebody else has changed meanwhile."""
    shown = "\0".join(f"{line.first}\0{line.second}" for line in lines)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _choices(request: HttpRequest, lines: list[Line], kept: str) -> dict[str, Choice]:
    """What was chosen, told from the side of the film that is kept."""
    choices: dict[str, Choice] = {}
    for line in lines:
        asked = request.POST.get(line.name, line.default)
        if asked == "both" and line.several:
            choices[line.name] = "both"
        else:
            choices[line.name] = "kept" if asked == kept else "other"
    return choices


def _pictures(film: Film) -> list[Any]:
    return [
        thumbnail(still, 120) for still in film.stills.order_by("position", "pk")[:STILLS_SHOWN]
    ]
