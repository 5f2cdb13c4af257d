"""What a page says of itself to machines: the pictures that stand for it, and its film."""

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from catalog.ingestion.credits import unique_names, year_in
from catalog.ingestion.elements import text_of
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.texts import clean

_METAS = (
    ("og:image", "og:image:url", "og:image:secure_url"),
    ("twitter:image", "twitter:image:src"),
)
_LINKED_DATA = "application/ld+json"
_MAX_VALUES = 20_000
_NO_STILLS = ("logo", "publisher", "author", "creator", "provider", "sponsor", "review", "actor")
_PEOPLE = {"Person", "Organization", "NewsMediaOrganization", "WebSite", "Product"}


def stated_pictures(page: BeautifulSoup) -> Iterator[str]:
    """The addresses of the pictures that stand for a page: of its linked data when several."""
    linked = list(dict.fromkeys(_images(_linked_data(page))))
    metas: list[str] = []
    for names in _METAS:
        if not metas:
            tags = page.find_all("meta", limit=500)
            said = ((text_of(tag, "property") or text_of(tag, "name"), tag) for tag in tags)
            metas = [text_of(tag, "content") for name, tag in said if name.lower() in names]
    if not metas:
        metas = [text_of(tag, "href") for tag in page.select("link[rel~=image_src]")[:1]]
    yield from linked if len(linked) > 1 or not metas else metas


def stated_film(page: BeautifulSoup) -> FilmFacts:
    """What a page's linked data tells of its film (schema.org's Movie); its title is left out."""
    for value in _objects(_linked_data(page)):
        if "Movie" in _as_list(value.get("@type")):
            dates = (value.get(name) for name in ("dateCreated", "datePublished", "copyrightYear"))
            told = next((str(date) for date in dates if isinstance(date, str | int)), "")
            countries = _names(value.get("countryOfOrigin"))
            return FilmFacts(
                year=year_in(told),
                directors=_names(value.get("director")),
                country=clean(", ".join(countries), 100),
                genres=_names(value.get("genre")),
            )
    return FilmFacts()


def _names(value: Any) -> tuple[str, ...]:
    values = (v.get("name") if isinstance(v, dict) else v for v in _as_list(value)[:50])
    return unique_names([clean(name) for name in values if isinstance(name, str)])


def _linked_data(page: BeautifulSoup) -> list[Any]:
    found = []
    for script in page.find_all("script", type=True, limit=100):
        if text_of(script, "type").split(";")[0].strip().lower() == _LINKED_DATA:
            try:
                found.append(json.loads(script.get_text(), strict=False))
            except (ValueError, RecursionError):
                continue
    return found


def _objects(pending: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects of linked data, outer before inner, without those about other things."""
    pending = pending[::-1]
    for _ in range(_MAX_VALUES):
        if not pending:
            return
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(reversed(value))
        elif isinstance(value, dict):
            if _PEOPLE.intersection(t for t in _as_list(value.get("@type")) if isinstance(t, str)):
                continue
            yield value
            inner = [v for key, v in value.items() if key not in _NO_STILLS]
            pending.extend(v for v in reversed(inner) if isinstance(v, list | dict))


def _images(pending: list[Any]) -> Iterator[str]:
    for value in _objects(pending):
        if "ImageObject" in _as_list(value.get("@type")) or "contentUrl" in value:
            yield from _addresses(value.get("contentUrl") or value.get("url"))
        for image in _as_list(value.get("image")):
            yield from _addresses(image.get("url") if isinstance(image, dict) else image)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
