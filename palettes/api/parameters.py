"""Parameters of addresses: those nobody knows are refused, for they are often misspelt."""

from typing import Any, ClassVar, Final, Literal, Self, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from palettes.engine import ORDERS

LONGEST: Final = 4_000


class Parameters(BaseModel):
    """What an address may ask. A parameter of another name is an error of its own.

    No ninja Schema, which validates twice and looks every field up as a template would.
    """

    model_config = ConfigDict(extra="forbid")
    given_in: ClassVar[str] = "GET"
    files: ClassVar[frozenset[str]] = frozenset()
    """Fields that are files: as text they are not unknown, but not what they should be."""

    @classmethod
    def lists(cls) -> frozenset[str]:
        """Fields that may be given several times."""
        return frozenset(
            name for name, field in cls.model_fields.items() if get_origin(field.annotation) is list
        )

    @model_validator(mode="after")
    def _all_known(self, info: ValidationInfo) -> Self:
        request: Any = (info.context or {}).get("request")
        if request is None:
            return self
        given = getattr(request, self.given_in)
        known = {field.alias or name for name, field in type(self).model_fields.items()}
        unknown = [name for name in given if name not in known | self.files]
        if unknown:
            name = unknown[0].replace("\0", "")[:60]
            raise PydanticCustomError(
                "unknown_parameter",
                "There is no parameter “{name}”; there are {known}.",
                {"name": name, "known": ", ".join(sorted(known))},
            )
        for name in given:
            many = len(given.getlist(name))
            if many > 1 and name in known and name not in type(self).lists():
                raise PydanticCustomError(
                    "repeated_parameter",
                    "“{name}” is given {many} times: give it once.",
                    {"name": name, "many": many},
                )
            text = "".join(given.getlist(name))
            if "\0" in text or len(text) > LONGEST:
                raise PydanticCustomError(
                    "bad_text",
                    "“{name}” holds a null character, or is longer than {longest} characters:"
                    " give plain, shorter text.",
                    {"name": name, "longest": LONGEST},
                )
        return self


class InOrder(Parameters):
    """In which order a palette's colours come."""

    order: Literal[tuple(ORDERS)] = Field(  # type: ignore[valid-type]
        "share",
        description="How colours follow each other: the largest first (share); around the hue"
        " circle, greys last (hue); the darkest first (lightness).",
    )
