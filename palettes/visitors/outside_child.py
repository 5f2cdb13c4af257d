"""The process that decodes strangers' pictures for palettes, run by
:mod:`palettes.visitors.sampler`.

It lives within the limits of :mod:`catalog.ingestion.decode_child` and speaks as it does, but
makes of a picture what the engine samples, so that a palette asked for is the one a stored still
would have. NumPy is all it holds more; it answers with numbers and pixels only.
"""

import os
import struct
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Final

from catalog.ingestion import decode_child, decoder

if TYPE_CHECKING:
    from palettes.engine.decoding import Decoded

ANSWER: Final = struct.Struct(">BIIIIBB")
"""Verdict, upright size, columns and rows of the sample, whether a mask follows its pixels, and
whether the colour profile was broken."""
MEMORY: Final = decoder.MEMORY + 64_000_000
"""Bytes of data it may hold: NumPy holds some before it meets a picture."""


def main() -> None:
    """Answer one request after the other, until whoever asks is gone."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # it may start no threads
    _leave_out_the_methods()
    import palettes.engine.decoding  # noqa: F401 - before memory is bounded

    decode_child.main(judge, MEMORY)


def judge(content: bytes) -> bytes:
    """The answer to a picture's bytes."""
    try:
        with decoder.verdicts():
            decoded = _decode(content)
    except decoder.RefusedError as refused:
        return ANSWER.pack(refused.verdict, 0, 0, 0, 0, 0, 0)
    rows, columns = decoded.pixels.shape[:2]
    mask = b"" if decoded.visible is None else decoded.visible.tobytes()
    head = ANSWER.pack(
        decoder.TAKEN,
        decoded.width,
        decoded.height,
        columns,
        rows,
        decoded.visible is not None,
        bool(decoded.notes),
    )
    return head + decoded.pixels.tobytes() + mask


def _decode(content: bytes) -> "Decoded":
    from palettes.engine import decoding
    from palettes.engine.errors import PictureTooLargeError

    with decoder.opened(content):
        pass  # its header is within the limits
    try:
        return decoding.decode(content)
    except PictureTooLargeError:
        raise decoder.RefusedError(decoder.TOO_MANY_PIXELS) from None
    except ValueError as error:  # the engine's name for whatever a decoder threw
        raise error.__cause__ or error from None


def _leave_out_the_methods() -> None:
    """Let modules of the engine be imported without all of it: scikit-learn is a hundred MB."""
    package = types.ModuleType("palettes.engine")
    package.__path__ = [str(Path(__file__).parents[1] / "engine")]
    sys.modules[package.__name__] = package
