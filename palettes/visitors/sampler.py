"""Strangers' pictures, sampled by a process of their own:
:mod:`palettes.visitors.outside_child`."""

from typing import Final

import numpy as np
from django.conf import settings

from catalog.ingestion.decode_process import Decoder, refusal
from catalog.ingestion.decoder import TAKEN, check_size
from catalog.ingestion.decoding import Decoders
from catalog.ingestion.errors import DecoderCrashed
from palettes.engine import Sample
from palettes.engine.colour_management import BROKEN_PROFILE
from palettes.engine.decoding import Decoded
from palettes.engine.sampling import sample_decoded
from palettes.visitors.outside_child import ANSWER

MOST: Final = 200_000
"""Pixels of a sample; the engine's are fewer than half of that."""


class Sampler(Decoder):
    """A child that gives what the engine samples."""

    program = (
        "import sys; sys.path += sys.argv[1:]; "
        "from palettes.visitors.outside_child import main; main()"
    )

    def decode(self, content: bytes, seconds: float) -> Decoded:
        """As :meth:`Decoder.decode`."""
        deadline = self._ask(content, seconds)
        head = self._receive(ANSWER.size, deadline)
        verdict, width, height, columns, rows, masked, broken = ANSWER.unpack(head)
        if verdict != TAKEN:
            raise refusal(verdict)
        if not 0 < columns * rows <= MOST or check_size(width, height) != TAKEN:
            raise DecoderCrashed
        pixels = np.frombuffer(self._receive(columns * rows * 3, deadline), np.uint8)
        visible = None
        if masked:
            mask = np.frombuffer(self._receive(columns * rows, deadline), np.uint8)
            visible = mask.reshape(rows, columns) != 0
        notes = (BROKEN_PROFILE,) if broken else ()
        return Decoded(pixels.reshape(rows, columns, 3), visible, width, height, notes)


def sample_of(content: bytes) -> Sample:
    """Decode a picture to its last pixel, within all limits, and sample it.

    The sample is the one that the engine takes of the same bytes. Raises TruncatedImage,
    TooManyPixels, BadDimensions, DecodeTimeout, DecoderCrashed, and EmptyPictureError.
    """
    return sample_decoded(_samplers.decode(content, settings.INGEST_DECODE_SECONDS))


def children() -> list[int]:
    """The process ids of this process's samplers."""
    return _samplers.children()


_samplers = Decoders(Sampler)
