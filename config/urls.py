"""Every address of the product."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView, TemplateView

from palettes.api.docs import docs
from palettes.api.service import api

admin.site.site_header = "Chromatheque"
admin.site.site_title = "Chromatheque"
admin.site.index_title = "Keeping the catalogue"


class Favicon(RedirectView):
    """The icon, for those who ask for it by its old name."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        """Where the icon is: looked up late, since its name holds a hash."""
        return staticfiles_storage.url("img/favicon.svg")


def moved(name: str, **options: object) -> Callable[..., HttpResponseBase]:
    """Leads readers to the page of that name, its query kept."""
    return require_safe(RedirectView.as_view(pattern_name=name, query_string=True, **options))


# Addresses that people write by hand, and where each belongs.
as_written = [
    path("healthz/", moved("catalog:healthz", permanent=True)),
    path("decades/<int:decade>/", moved("palettes:decade", permanent=True)),
    path("stills/", moved("catalog:films")),
]

handler500 = "catalog.views.errors.broken"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("favicon.ico", Favicon.as_view()),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
    ),
    path("api/docs", docs, name="api_docs"),
    path("api", RedirectView.as_view(pattern_name="api_docs")),
    path("api/", RedirectView.as_view(pattern_name="api_docs")),
    path("api/docs/", RedirectView.as_view(pattern_name="api_docs", permanent=True)),
    path("api/v1/", api.urls),
    path("", include("palettes.urls")),
    path("", include("catalog.urls")),
    *as_written,
]
