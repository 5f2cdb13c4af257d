"""The sitemap: every page that stands for something in the catalogue."""

from datetime import datetime
from typing import Final

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from catalog.models import Film, Person, Still

PAGE: Final = 5_000  # entries of one file


class Pages(Sitemap):
    """Pages that are always there."""

    def items(self) -> list[str]:
        """Their names."""
        return [
            "catalog:home",
            "catalog:films",
            "palettes:search",
            "palettes:named-colours",
            "palettes:people",
            "palettes:decades",
            "palettes:map",
            "palettes:lab",
            "palettes:compare",
            "palettes:methods",
            "catalog:about",
        ]

    def location(self, item: str) -> str:
        """The page's address."""
        return reverse(item)


class Films(Sitemap):
    """Every film's page."""

    limit = PAGE

    def items(self) -> QuerySet[Film]:
        """In the order they were added."""
        return Film.objects.order_by("pk").only("slug", "updated_at")

    def lastmod(self, item: Film) -> datetime:
        """When its facts changed."""
        return item.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        """The latest change, asked of the database alone."""
        return Film.objects.aggregate(latest=Max("updated_at"))["latest"]


class Stills(Sitemap):
    """Every still's page."""

    limit = PAGE

    def items(self) -> QuerySet[Still]:
        """In the order they were added."""
        return Still.objects.order_by("pk").only("created_at")

    def lastmod(self, item: Still) -> datetime:
        """When it was added."""
        return item.created_at

    def get_latest_lastmod(self) -> datetime | None:
        """The latest still's: the one with the highest key."""
        return Still.objects.order_by("-pk").values_list("created_at", flat=True).first()


class People(Sitemap):
    """Everybody's page."""

    limit = PAGE

    def items(self) -> QuerySet[Person]:
        """In the order they were added."""
        return Person.objects.order_by("pk").only("slug")

    def location(self, item: Person) -> str:
        """The page's address."""
        return reverse("palettes:person", args=[item.slug])


SITEMAPS: Final = {"pages": Pages, "films": Films, "stills": Stills, "people": People}
