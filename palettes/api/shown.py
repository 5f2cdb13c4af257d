"""Rows as the API shows them: plain data, absolute addresses. Nothing here asks the database;
what is needed was fetched with the rows.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from catalog import renditions
from catalog.models import Film, Genre, Person, Still
from palettes.engine import ORDERS, ExtractedPalette, Recipe, Swatch
from palettes.engine.recipe import AUTO
from palettes.index.found import Part
from palettes.looking.measuring import palette_of
from palettes.models import Palette
from palettes.visitors.outside import Answer, OutsidePicture

Plain = dict[str, Any]


def swatch(one: Swatch) -> Plain:
    """A swatch."""
    return {
        "hex": one.hex,
        "rgb": list(one.rgb),
        "oklab": [round(value, 5) for value in one.oklab],
        "share": one.share,
        "accent": one.accent,
        "name": one.name,
    }


def recipe(one: Recipe) -> Plain:
    """A recipe, in text and in its parts."""
    return {
        "text": str(one),
        "method": one.method,
        "space": one.space,
        "difference": one.difference,
        "size": AUTO if one.size is None else one.size,
        "darkest": one.darkest,
        "brightest": one.brightest,
        "seed": one.seed,
        "snap": one.snap,
        "parameters": dict(one.parameters),
    }


def coolors(swatches: Sequence[Swatch]) -> str:
    """The palette's address at Coolors."""
    return "https://coolors.co/" + "-".join(one.hex.lstrip("#") for one in swatches)


def picture(one: OutsidePicture) -> Plain:
    """A picture that is not of the catalogue."""
    return {
        "width": one.width,
        "height": one.height,
        "bytes": one.size,
        "kind": one.kind,
        "sha256": one.sha256,
        "url": one.address or None,
    }


def full(found: ExtractedPalette, swatches: Sequence[Swatch], answer: Answer) -> Plain:
    """A palette made for a visitor, its swatches in the order asked for, and all that is known."""
    return {
        "swatches": [swatch(one) for one in swatches],
        "recipe": recipe(found.recipe),
        "elbow": [list(one) for one in found.elbow],
        "measures": found.measures.as_dict(),
        "note": found.note,
        "picture": picture(answer.picture),
        "coolors": coolors(swatches),
        "timings": answer.took,
    }


def stored(palette: Palette | None, order: str = "share") -> Plain | None:
    """A palette of the catalogue."""
    if palette is None:
        return None
    colours = sorted(palette.colours, key=ORDERS[order])
    return {
        "swatches": [swatch(one) for one in colours],
        "recipe": recipe(palette.parsed_recipe),
        "fit": palette.fit,
        "note": palette.note,
        "coolors": coolors(colours),
    }


class Shown:
    """Rows with the addresses of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.root = f"{request.scheme}://{request.get_host()}"

    def to(self, name: str, *args: Any) -> str:
        """An absolute address."""
        return self.root + reverse(name, args=args)

    def film_name(self, film: Film) -> Plain:
        """A film as others name it."""
        return {
            "slug": film.slug,
            "title": film.title,
            "year": film.year,
            "url": self.to("api:film", film.slug),
            "page": self.root + film.get_absolute_url(),
        }

    def film(self, film: Film) -> Plain:
        """A film in a list; with counts, people, genres and palettes fetched."""
        ratio = film.aspect_ratio
        return self.film_name(film) | {
            "directors": _named(film.directors.all()),
            "cinematographers": _named(film.cinematographers.all()),
            "country": film.country,
            "countries": film.countries,
            "genres": _named(film.genres.all()),
            "aspect_ratio": None if ratio is None else float(ratio),
            "still_count": film.still_count,  # type: ignore[attr-defined]
            "palette": stored(palette_of(film)),
            "stills": self.to("api:film_stills", film.slug),
            "similar": self.to("api:similar_films", film.slug),
        }

    def still(self, still: Still) -> Plain:
        """A still; with its film and palettes fetched."""
        widths = sorted(set(renditions.widths(still)))
        return {
            "id": still.pk,
            "film": self.film_name(still.film),
            "position": still.position,
            "width": still.width,
            "height": still.height,
            "timecode": still.timecode,
            "credit": still.credit,
            "licence": still.licence,
            "source": _web(still.source_url),
            "source_page": _web(still.page_url),
            "renditions": [
                {
                    "width": width,
                    "height": max(1, round(still.height * width / still.width)),
                    "url": self.root + renditions.url(still, width),
                }
                for width in widths
            ],
            "palette": stored(palette_of(still)),
            "url": self.to("api:still", still.pk),
            "page": self.root + still.get_absolute_url(),
            "palettes": self.to("api:still_palettes", still.pk),
            "similar": self.to("api:similar_stills", still.pk),
        }


def parts(found: Sequence[Part]) -> list[Plain]:
    """How a search's colours are met."""
    return [
        {"hex": one.hex, "distance": round(one.distance, 5), "share": round(one.share, 6)}
        for one in found
    ]


def _named(rows: Sequence[Person] | Sequence[Genre] | Any) -> list[Plain]:
    return [{"name": row.name, "slug": row.slug} for row in rows]


def _web(address: str) -> str:
    """An address of the web; a path of the keeper's machine is nobody else's business."""
    return address if address.startswith(("http://", "https://")) else ""
