"""The page on which a film's stills are put in order."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog import renditions
from catalog.admin.pages import AnyAdmin, answer
from catalog.models import Film, Still
from catalog.upkeep.ordering import StaleOrderError, places, reorder


class OrdersStills(AnyAdmin):
    """Adds "Order stills" to the admin of films."""

    def get_urls(self) -> list[URLPattern]:
        """With the page itself."""
        view = self.admin_site.admin_view(self.order_view)
        own = path("<int:film_id>/order/", view, name="catalog_film_order")
        return [own, *super().get_urls()]

    def may_order(self, request: HttpRequest, film: Film | None = None) -> bool:
        """Whoever may change films and stills."""
        return self.has_change_permission(request, film) and request.user.has_perm(
            "catalog.change_still"
        )

    def order_view(self, request: HttpRequest, film_id: int) -> HttpResponse:
        """Show the stills; take the order they are given."""
        film = Film.objects.filter(pk=film_id).first()
        if film is None:
            raise Http404("There is no such film.")
        if not self.may_order(request, film):
            raise PermissionDenied
        if request.method != "POST":
            return self._order_page(request, film, list(film.stills.order_by("position", "pk")))
        shown = numbers(request.POST.getlist("shown"))
        order = places(shown, _wanted(request, shown))
        try:
            changed = reorder(film, shown, order)
        except StaleOrderError as stale:
            return self._stale_page(request, film, order, stale)
        if changed:
            self.log_change(request, film, "Put the stills in order.")
        messages.success(request, "Saved." if changed else "The order is what it was.")
        return redirect("admin:catalog_film_order", film.pk)

    def _stale_page(
        self, request: HttpRequest, film: Film, order: Sequence[int], stale: StaleOrderError
    ) -> HttpResponse:
        """The order that was wanted, with the stills there are now, to be saved again."""
        present = {still.pk: still for still in film.stills.order_by("position", "pk")}
        kept = [present.pop(key) for key in dict.fromkeys(order) if key in present]
        return self._order_page(
            request, film, [*kept, *present.values()], stale=stale, unsaved=True, status=409
        )

    def _order_page(
        self, request: HttpRequest, film: Film, stills: Sequence[Still], **context: Any
    ) -> HttpResponse:
        # Named in the order there is, which is what saving compares with.
        shown = film.stills.order_by("position", "pk").values_list("pk", flat=True)
        tiles = [(still, renditions.at_least(still, 400)) for still in stills]
        return answer(
            request,
            self,
            "admin/catalog/film/order.html",
            "Order stills",
            film=film,
            tiles=tiles,
            shown=list(shown),
            picked=set(numbers(request.POST.getlist("still"))),
            **context,
        )


def order_link(film: Film) -> SafeString:
    """The way to the page."""
    address = reverse("admin:catalog_film_order", args=[film.pk])
    return format_html('<a href="{}">Order its stills, or move some to another film</a>', address)


def numbers(texts: Sequence[str]) -> list[int]:
    """The keys and places among what was sent."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def _wanted(request: HttpRequest, shown: Sequence[int]) -> dict[int, int]:
    """The places asked for; what is not a number asks for nothing."""
    found = {key: numbers([request.POST.get(f"place-{key}", "")]) for key in shown}
    return {key: place[0] for key, place in found.items() if place}
