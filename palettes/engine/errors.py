"""What can go wrong, as one small tree.

::

    EngineError (ValueError)
    ├── RecipeError
    │   ├── BadRecipeError          bad_recipe          not METHOD-SPACE-SIZE,key=value
    │   ├── UnknownMethodError      unknown_method
    │   ├── UnknownSpaceError       unknown_space
    │   ├── UnknownDifferenceError  unknown_difference
    │   ├── BadSizeError            bad_size            not 1 to 64, nor "auto"
    │   ├── BadOptionError          bad_option          unknown, or out of its range
    │   └── ImpossibleRecipeError   impossible_recipe   parts that do not go together
    └── PictureError
        ├── UnreadablePictureError  unreadable_picture  missing, damaged, cut short, no picture
        ├── PictureTooLargeError    too_many_pixels     more pixels than may be decoded
        ├── EmptyPictureError       empty_picture       no visible pixel
        └── NothingLeftError        nothing_left        darkest and brightest leave no colour

Every class has a ``code`` that never changes; the message is for people.
"""

from collections.abc import Iterable
from typing import ClassVar


class EngineError(ValueError):
    """The parent of everything this package raises on purpose."""

    code: ClassVar[str] = "engine_error"


class RecipeError(EngineError):
    """A recipe that cannot be followed."""

    code = "bad_recipe"


class BadRecipeError(RecipeError):
    """Text that is not a recipe."""

    code = "bad_recipe"


class UnknownMethodError(RecipeError):
    """A method that is not in the table."""

    code = "unknown_method"


class UnknownSpaceError(RecipeError):
    """A colour space that is not in the table."""

    code = "unknown_space"


class UnknownDifferenceError(RecipeError):
    """A colour difference that is not in the table."""

    code = "unknown_difference"


class BadSizeError(RecipeError):
    """A size that is neither 1 to 64 nor ``auto``."""

    code = "bad_size"


class BadOptionError(RecipeError):
    """An option that does not exist, or a value out of its range."""

    code = "bad_option"


class ImpossibleRecipeError(RecipeError):
    """A method asked for a space, a difference or a size that it cannot honour."""

    code = "impossible_recipe"


class PictureError(EngineError):
    """A picture that gives no palette."""

    code = "unreadable_picture"


class UnreadablePictureError(PictureError):
    """Bytes or a file that cannot be decoded whole."""

    code = "unreadable_picture"


class PictureTooLargeError(PictureError):
    """A picture with more pixels than the engine agrees to decode."""

    code = "too_many_pixels"


class EmptyPictureError(PictureError):
    """A picture without a visible pixel."""

    code = "empty_picture"


class NothingLeftError(PictureError):
    """A picture whose colours are all darker than ``darkest`` or lighter than ``brightest``."""

    code = "nothing_left"


def choices(keys: Iterable[str]) -> str:
    """Join keys for a message: ``"a, b or c"``."""
    *head, last = keys
    return f"{', '.join(head)} or {last}" if head else last
