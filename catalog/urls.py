"""Addresses of the catalogue's pages."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path, register_converter

from catalog.feeds import NewFilms, NewStills
from catalog.sitemaps import SITEMAPS
from catalog.views import film, film_list, site, stills


class Sha256Converter:
    """Sixty-four hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Sha256Converter, "sha256")

app_name = "catalog"
urlpatterns = [
    path("", site.home, name="home"),
    path("films/", film_list.film_list, name="films"),
    path("films/<slug:slug>/", film.film, name="film"),
    path("stills/<int:pk>/", stills.still, name="still"),
    path("renditions/<sha256:sha256>/<int:width>.webp", stills.rendition, name="rendition"),
    path("about/", site.about, name="about"),
    path("room/", site.room, name="room"),
    path("feeds/films.atom", NewFilms(), name="new_films"),
    path("feeds/stills.atom", NewStills(), name="new_stills"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "catalog:sitemap"},
        name="sitemap_index",
    ),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("healthz", site.healthz, name="healthz"),
]
