"""Which deficiency a visitor sees the catalogue with."""

from typing import Final

from django.http import HttpRequest

from palettes.engine.deficiency import DEFICIENCIES, Deficiency

COOKIE: Final = "sight"


def chosen(request: HttpRequest) -> Deficiency | None:
    """The deficiency that was switched on, or None."""
    return DEFICIENCIES.get(request.COOKIES.get(COOKIE, ""))
