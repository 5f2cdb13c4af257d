"""``/palette``: the colours of any picture, by address or uploaded. Nothing of it is kept."""

import json
from typing import Any, ClassVar, Final, Literal

from django.http import HttpResponse
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from catalog.ingestion.errors import AddressRefused, NotAnImage
from palettes.api import shown
from palettes.api.parameters import InOrder
from palettes.api.problems import ProblemError, of_failure
from palettes.api.recipes import RecipeParameters, recipe_of
from palettes.api.responses import failures
from palettes.api.schemas.palettes import PaletteAnswer
from palettes.api.tokens import FORM, Asking
from palettes.engine import EngineError
from palettes.visitors.outside import Answer, Later, palettes_from_address, palettes_from_bytes
from palettes.visitors.uploads import too_large, went_over

router: Final = Router(tags=["Any picture"])

Format = Literal["array", "hex", "coolors", "full"]
FORMAT: Final = (
    'array: [[r, g, b], ...]; hex: ["#rrggbb", ...]; coolors: an address; full: everything.'
)


class ByAddress(InOrder, RecipeParameters):  # type: ignore[misc, valid-type]
    """A picture's address and a recipe."""

    url: str = Field(
        description="A picture's public http or https address: JPEG, PNG, WebP, GIF or AVIF.",
        json_schema_extra={"format": "uri"},
    )
    format: Format = Field("array", description=FORMAT)


class ByUpload(InOrder, RecipeParameters):  # type: ignore[misc, valid-type]
    """A recipe for an uploaded picture."""

    format: Format = Field("array", description=FORMAT)


class InForm(ByUpload):
    """The same, as fields of the form; they win over the address."""

    given_in: ClassVar[str] = "POST"
    files: ClassVar[frozenset[str]] = frozenset({"picture"})


@router.get(
    "/palette",
    response={200: PaletteAnswer, **failures(401, 413, 415, 422, 424, 429, 503)},
    auth=Asking(),
    summary="A picture's palette, by its address",
    operation_id="palette_of_address",
)
def palette_of_address(request: Any, asked: Query[ByAddress]) -> Any:
    """Fetch a public picture and give its palette.

    The picture's site is asked once, politely: its robots.txt is obeyed, and what it gave before
    is asked for with If-None-Match or If-Modified-Since. Nothing is kept but the palette.
    """
    later: Later = []
    try:
        recipe = recipe_of(asked)
        answer = palettes_from_address(
            _whole(asked.url),
            [recipe],
            request.whose,
            measured=asked.format == "full",
            later=later,
        )
    except Exception as error:
        raise of_failure(error) from error
    return Answered(answer, asked.format, asked.order, later)


@router.post(
    "/palette",
    response={200: PaletteAnswer, **failures(400, 401, 413, 415, 422, 429, 503)},
    auth=Asking(FORM),
    summary="A picture's palette, uploaded",
    operation_id="palette_of_upload",
)
def palette_of_upload(
    request: Any,
    asked: Query[ByUpload],
    fields: Form[InForm],
    picture: File[UploadedFile],
) -> Any:
    """Give the palette of the picture in the form's file field ``picture``; it is not kept.

    The recipe may stand in the address or in the form.
    """
    given = {name: getattr(fields, name) for name in fields.model_fields_set}
    asked = asked.model_copy(update=given)
    if went_over(request):
        raise of_failure(too_large())
    _one_file(request)
    content = picture.read()
    if not content:
        raise of_failure(NotAnImage("The file is empty: send the picture itself."))
    later: Later = []
    try:
        recipe = recipe_of(asked)
        answer = palettes_from_bytes(
            content,
            [recipe],
            request.whose,
            measured=asked.format == "full",
            later=later,
        )
    except Exception as error:
        raise of_failure(error) from error
    return Answered(answer, asked.format, asked.order, later)


def _whole(url: str) -> str:
    """An address with its scheme. Raises AddressRefused, for a path or half an address."""
    if not url.strip().lower().startswith(("http://", "https://")):
        raise AddressRefused(
            f"“{url[:60]}” is not a whole address: begin it with https:// or http://, such as"
            " https://example.org/still.jpg, or send the picture's file with POST."
        )
    return url


def _one_file(request: Any) -> None:
    """Pass a form with one file, the picture. Raises ProblemError (422)."""
    others = [name[:60] for name in request.FILES if name != "picture"]
    many = len(request.FILES.getlist("picture"))
    problem = None
    if others:
        problem = (others[0], "unknown_parameter", "There is no such file field: there is picture.")
    elif many > 1:
        said = f"{many} pictures are sent: send one at a time."
        problem = ("picture", "repeated_parameter", said)
    if problem:
        field, code, detail = problem
        errors = [{"field": field, "code": code, "detail": detail}]
        raise ProblemError(422, "bad_parameters", errors=errors)


class Answered(HttpResponse):
    """A palette, with what is left to be done when it has been sent: nobody waits for the disk.

    It is written out here: a model that is checked once more costs as much as reading the form.
    Raises ProblemError when the recipe gives none.
    """

    def __init__(self, answer: Answer, wanted: str, order: str, later: Later) -> None:
        (found,) = answer.palettes.values()
        if isinstance(found, EngineError):
            _do(later)
            raise of_failure(found)
        text = json.dumps(FORMATS[wanted](found, found.ordered(order), answer), allow_nan=False)
        super().__init__(text, content_type="application/json; charset=utf-8")
        self.later = later

    def close(self) -> None:
        """Called by the server when all of it was sent."""
        super().close()
        _do(self.later)


def _do(jobs: Later) -> None:
    while jobs:
        jobs.pop()()


FORMATS: Final[dict[str, Any]] = {
    "array": lambda found, swatches, answer: [list(one.rgb) for one in swatches],
    "hex": lambda found, swatches, answer: [one.hex for one in swatches],
    "coolors": lambda found, swatches, answer: {"url": shown.coolors(swatches)},
    "full": shown.full,
}
