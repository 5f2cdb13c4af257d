"""Taking the sample's films away with one click."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path

from catalog.admin.pages import AnyAdmin
from catalog.admin.removing import tell
from catalog.upkeep.sample import remove_sample, sample_films


class RemovesSample(AnyAdmin):
    """Offers, over the list of films, to take those of the sample away while there are any."""

    change_list_template = "admin/catalog/film/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """With the button's address."""
        view = self.admin_site.admin_view(self.remove_sample_view)
        mine = path("sample/remove/", view, name="catalog_film_remove_sample")
        return [mine, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With how many films of the sample there are, for those who may delete."""
        count = sample_films().count() if self.has_delete_permission(request) else 0
        return super().changelist_view(request, {"sample_count": count, **(extra_context or {})})

    def remove_sample_view(self, request: HttpRequest) -> HttpResponse:
        """Take them away at once: it can be undone."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        removal = remove_sample(request.user)
        if removal is None:
            messages.info(request, "There are no sample films any more.")
        tell(request, removal)
        return redirect("admin:catalog_film_changelist")
