"""What films and stills are, in the words of schema.org, for search engines."""

import json
import re
from typing import Any

from django.http import HttpRequest

from catalog import renditions
from catalog.models import Film, Still

_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)", re.IGNORECASE)
_ZERO = re.compile(r"\bCC0\b", re.IGNORECASE)
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: dict[str, Any]) -> str:
    """JSON that may stand inside a script element: ASCII, and nothing in it ends the element."""
    return json.dumps(data).translate(_ESCAPES)


def movie(film: Film, stills: list[Still], request: HttpRequest) -> dict[str, Any]:
    """A film, from what the page has prefetched."""
    people = [{"@type": "Person", "name": person.name} for person in film.directors.all()]
    # schema.org has no word for who shot a film.
    shot = [
        {
            "@type": "Role",
            "roleName": "cinematographer",
            "contributor": {"@type": "Person", "name": person.name},
        }
        for person in film.cinematographers.all()
    ]
    countries = [{"@type": "Country", "name": name} for name in film.countries]
    pictures = [
        request.build_absolute_uri(renditions.at_least(still, 1440)) for still in stills[:3]
    ]
    return _kept(
        {
            "@context": "https://schema.org",
            **_short(film, request),
            "director": people,
            "contributor": shot,
            "countryOfOrigin": countries,
            "genre": [genre.name for genre in film.genres.all()],
            "image": pictures,
        }
    )


def image(still: Still, number: int, request: HttpRequest) -> dict[str, Any]:
    """A still, with whom to credit and under which licence it stands."""
    width = next((w for w in renditions.widths(still) if w >= 1440), renditions.widths(still)[-1])
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": "ImageObject",
            "name": f"{still.film}, still {number}",
            "url": request.build_absolute_uri(still.get_absolute_url()),
            "contentUrl": request.build_absolute_uri(renditions.url(still, width)),
            "encodingFormat": "image/webp",
            "width": width,
            "height": max(1, round(still.height * width / still.width)),
            "creditText": still.credit,
            "copyrightNotice": still.licence,
            "license": _licence_address(still.licence),
            "acquireLicensePage": still.page_url if _is_address(still.page_url) else "",
            "isPartOf": _short(still.film, request),
        }
    )


def _short(film: Film, request: HttpRequest) -> dict[str, Any]:
    return _kept(
        {
            "@type": "Movie",
            "name": film.title,
            "url": request.build_absolute_uri(film.get_absolute_url()),
            "dateCreated": str(film.year) if film.year else "",
        }
    )


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in data.items() if value}


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _licence_address(text: str) -> str:
    """Where a licence is written, if the note says which it is."""
    if _is_address(text):
        return text
    if found := _COMMONS.search(text):
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return "https://creativecommons.org/publicdomain/zero/1.0/" if _ZERO.search(text) else ""
