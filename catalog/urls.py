"""Addresses of the catalogue's pages."""

from django.urls import path, register_converter

from catalog import views


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
    path("", views.home, name="home"),
    path("films/", views.film_list, name="films"),
    path("films/<slug:slug>/", views.film, name="film"),
    path("stills/<int:pk>/", views.still, name="still"),
    path("renditions/<sha256:sha256>/<int:width>.webp", views.rendition, name="rendition"),
    path("about/", views.about, name="about"),
    path("room/", views.room, name="room"),
    path("healthz", views.healthz, name="healthz"),
]
