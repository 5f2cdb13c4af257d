"""The page on which stills are moved to another film."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from catalog.admin.ordering import numbers
from catalog.admin.pages import AnyAdmin, answer
from catalog.admin.thumbnails import thumbnail
from catalog.choosing import SelectByTyping
from catalog.models import Film, Still
from catalog.models.folding import fold
from catalog.upkeep.moving import Moved, move

MOST_SHOWN = 24  # thumbnails on the page; the rest is a number
MOST_NAMED = 10


class TargetForm(forms.Form):
    """Which film: chosen from a list that needs JavaScript, or written."""

    film = forms.ModelChoiceField(Film.objects.all(), required=False, label="To the film")
    named = forms.CharField(
        required=False, max_length=300, label="To the film", help_text="Its title or its address."
    )

    def __init__(self, *args: Any, site: admin.AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["film"].widget = SelectByTyping(
            Still._meta.get_field("film"),
            site,
            choices=self.fields["film"].choices,  # type: ignore[attr-defined]
        )

    def clean(self) -> dict[str, Any]:
        """The film, however it was given; ``named`` counts only without the other."""
        data = super().clean() or {}
        if not self.errors and not data.get("film"):
            data["film"] = _film_named(data.get("named", ""))
        return data


class MovesStills(AnyAdmin):
    """Adds "Move to another film" to the admin of stills."""

    def get_urls(self) -> list[URLPattern]:
        """With the page itself."""
        view = self.admin_site.admin_view(self.move_view)
        return [path("move/", view, name="catalog_still_move"), *super().get_urls()]

    @admin.action(description="Move to another film", permissions=["change"])
    def move_stills(self, request: HttpRequest, chosen: QuerySet[Still]) -> HttpResponse:
        """Ask where to."""
        keys = chosen.order_by("film__title_folded", "film", "position", "pk")
        return self._move_page(request, list(keys.values_list("pk", flat=True)))

    def move_view(self, request: HttpRequest) -> HttpResponse:
        """Ask where to, and move."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        keys = numbers(request.POST.getlist("still"))
        if request.method != "POST" or not keys:
            messages.warning(request, "Select the stills to move first.")
            film = numbers([request.POST.get("from", "")])
            return (
                redirect("admin:catalog_film_order", film[0])
                if film
                else redirect("admin:catalog_still_changelist")
            )
        if "target" not in request.POST:
            return self._move_page(request, keys)
        form = TargetForm(request.POST, site=self.admin_site)
        if not form.is_valid():
            return self._move_page(request, keys, form)
        target = form.cleaned_data["film"]
        moved = move(Still.objects.filter(pk__in=keys), target)
        self._say(request, moved, target)
        return redirect("admin:catalog_film_order", target.pk)

    def _move_page(
        self, request: HttpRequest, keys: list[int], form: TargetForm | None = None
    ) -> HttpResponse:
        form = form or TargetForm(site=self.admin_site)
        stills = Still.objects.filter(pk__in=keys).select_related("film")
        shown = stills.order_by("film__title_folded", "film", "position", "pk")[:MOST_SHOWN]
        return answer(
            request,
            self,
            "admin/catalog/still/move.html",
            "Move stills to another film",
            form=form,
            media=self.media + form.media,
            keys=keys,
            tiles=[(still, thumbnail(still)) for still in shown],
            count=stills.count(),
        )

    def _say(self, request: HttpRequest, moved: Moved, target: Film) -> None:
        if moved.stills:
            messages.success(request, f"Moved {_count(len(moved.stills))} to {target}.")
            self.log_change(request, target, f"Moved {_count(len(moved.stills))} here.")
        elif not moved.stayed:
            messages.info(request, f"Nothing moved: they are stills of {target} already.")
        if moved.stayed:
            messages.warning(
                request,
                f"Left where they are, since {target} has the same pictures: "
                f"{_named(moved.stayed)}.",
            )


def _film_named(text: str) -> Film:
    """The one film meant by a title or an address. Raises ValidationError, naming several."""
    text = text.strip()
    if not text:
        raise forms.ValidationError("Say which film.")
    exact = Film.objects.filter(Q(slug=text) | Q(title_folded=fold(text)))
    found = list(
        (exact if exact.exists() else Film.objects.filter(title_folded__contains=fold(text)))[:6]
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(f"No film is called “{text}”.")
    names = ", ".join(f"{film}: {film.slug}" for film in found[:5])
    raise forms.ValidationError(f"Several films are meant. Write the address of one: {names}.")


def _count(number: int) -> str:
    return "1 still" if number == 1 else f"{number} stills"


def _named(stills: Any) -> str:
    names = ", ".join(str(still) for still in stills[:MOST_NAMED])
    rest = len(stills) - MOST_NAMED
    return f"{names} and {rest} more" if rest > 0 else names
