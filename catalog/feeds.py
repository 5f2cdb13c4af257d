"""Feeds (Atom) of what is new in the catalogue."""

import re
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed

from catalog.ingestion.texts import clean
from catalog.models import Film, Still
from catalog.numbering import number_in_film
from catalog.views.covers import attach_covers

ENTRIES: Final = 50
SITE: Final = "Chromatheque"

# What XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Atom(Atom1Feed):
    """Atom that takes texts from anywhere."""

    def add_item(  # type: ignore[override]
        self, title: str, link: str, description: str, **more: Any
    ) -> None:
        """Add an entry, its texts cleaned of what no reader could parse."""
        more = {key: clean(v) if isinstance(v, str) else v for key, v in more.items()}
        more["categories"] = [clean(name) for name in more.get("categories") or ()]
        super().add_item(clean(title), link, _IMPOSSIBLE.sub("", description), **more)

    def latest_post_date(self) -> datetime:
        """When something changed last; of a feed that holds nothing, the beginning of time."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class Newest(Feed):
    """What both feeds share. Newest by key: rows are never given a number out of turn."""

    feed_type = Atom
    author_name = SITE

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        """A feed is known by its own address: both lead to the same page."""
        feed = super().get_feed(obj, request)
        feed.feed["id"] = feed.feed["feed_url"]
        return feed

    def link(self) -> str:
        """The page that the feed is about."""
        return reverse("catalog:films")

    def item_title(self, item: Any) -> str:
        """Plain text: Atom says so, and escapes it once."""
        return str(item)

    def item_pubdate(self, item: Any) -> datetime:
        """When it came into the catalogue."""
        return item.created_at


class NewFilms(Newest):
    """The films added last."""

    title = f"New films · {SITE}"
    subtitle = "Films added to the catalogue, each with a still and its palette."
    description_template = "catalog/feeds/film.html"

    def items(self) -> list[Film]:
        """The newest first."""
        films = Film.objects.with_counts().with_covers()
        films = films.prefetch_related("directors", "genres", "palettes")
        return attach_covers(films.order_by("-pk")[:ENTRIES])

    def item_updateddate(self, item: Film) -> datetime:
        """When its facts changed."""
        return item.updated_at

    def item_categories(self, item: Film) -> list[str]:
        """Its genres."""
        return [genre.name for genre in item.genres.all()]


class NewStills(Newest):
    """The stills added last."""

    title = f"New stills · {SITE}"
    subtitle = "Stills added to the catalogue, with credit and licence."
    description_template = "catalog/feeds/still.html"

    def items(self) -> QuerySet[Still]:
        """The newest first."""
        stills = Still.objects.select_related("film").order_by("-pk")
        return stills.annotate(number=number_in_film())[:ENTRIES]

    def item_title(self, item: Still) -> str:
        """Its film, and which of its stills it is, as on its page."""
        return f"{item.film}, still {item.number}"  # type: ignore[attr-defined]

    def item_updateddate(self, item: Still) -> datetime:
        """A still's picture does not change."""
        return item.created_at

    def item_copyright(self, item: Still) -> str:
        """Credit and licence."""
        return ", ".join(filter(None, (item.credit, item.licence)))
