"""Decoding in a process of its own, so that no picture can harm the one that serves or stores.

The child (:mod:`catalog.ingestion.decode_process`) is started at first need and then kept for many
pictures. It is a fresh interpreter, never a fork: it shares no memory, connection or environment
with us, costs nothing in a process with threads, and ends with us, however we end.
"""

import atexit
import os
import threading
import weakref
from typing import Any, Final

from catalog.ingestion.decode_process import Decoded, Decoder, GoneError, refusal
from catalog.ingestion.errors import DecoderCrashed, DecodeTimeout, NoDecoder, PictureError

__all__ = ["AT_ONCE", "Decoded", "Decoders", "children", "decode", "refusal"]

AT_ONCE: Final = 2
"""Children in one process: a slow picture does not hold up every other thread's."""


def decode(content: bytes, seconds: float) -> Decoded:
    """Decode a picture's first frame to its last pixel, in at most so many seconds.

    Raises TruncatedImage, TooManyPixels, BadDimensions, EmptyPicture, DecodeTimeout or
    DecoderCrashed.
    """
    decoded: Decoded = _decoders.decode(content, seconds)
    return decoded


def children() -> list[int]:
    """The process ids of this process's decoders."""
    return _decoders.children()


class Decoders:
    """This process's children of one kind: at most ``at_once``, each one thread's at a time.

    They are ended with this process; a process that is forked from it starts its own.
    """

    def __init__(self, kind: type[Decoder] = Decoder, at_once: int = AT_ONCE) -> None:
        self.kind = kind
        self.at_once = at_once
        self._begin()
        _every.add(self)

    def _begin(self) -> None:
        self.turns = threading.Semaphore(self.at_once)
        self.idle: list[Decoder] = []
        self.all: set[Decoder] = set()

    def decode(self, content: bytes, seconds: float) -> Any:
        """What the kind's ``decode`` gives, from whichever child is free. Raises PictureErrors."""
        seconds = max(seconds, 0.001)
        with self.turns:
            try:
                return self._decode(content, seconds)
            except GoneError:  # ended while it was idle, by whoever needed the memory
                pass
            try:
                return self._decode(content, seconds)
            except GoneError:
                raise NoDecoder from None

    def _decode(self, content: bytes, seconds: float) -> Any:
        decoder = self._take()
        keep = False
        try:
            decoded = decoder.decode(content, seconds)
            keep = True
            return decoded
        except (DecodeTimeout, DecoderCrashed):
            raise
        except PictureError:
            keep = True
            raise
        finally:  # also when this thread is interrupted: the child would answer the next picture
            if keep:
                self.idle.append(decoder)
            else:
                self._end(decoder)

    def _take(self) -> Decoder:
        while self.idle:
            decoder = self.idle.pop()
            if decoder.fit:
                return decoder
            self._end(decoder)
        try:
            decoder = self.kind()
        except OSError as error:
            raise NoDecoder(f"The decoder cannot be started: {error.strerror}.") from error
        self.all.add(decoder)
        return decoder

    def _end(self, decoder: Decoder) -> None:
        self.all.discard(decoder)
        decoder.end()

    def allow_another(self) -> None:
        """Let there be one child more at once."""
        self.at_once += 1
        self.turns.release()

    def children(self) -> list[int]:
        """Their process ids."""
        return [decoder.process.pid for decoder in list(self.all)]

    def kill(self) -> None:
        """Let every child end; whoever waits for one has DecoderCrashed."""
        for decoder in list(self.all):
            decoder.process.kill()

    def close(self) -> None:
        """End every child. Nobody may be waiting for one."""
        for decoder in list(self.all):
            self._end(decoder)

    def leave(self) -> None:
        """Let go of every child without ending it."""
        for decoder in self.all:
            decoder.leave()
        self._begin()


def _leave() -> None:
    for decoders in list(_every):
        decoders.leave()


def _close() -> None:
    for decoders in list(_every):
        decoders.close()


_every: weakref.WeakSet[Decoders] = weakref.WeakSet()
_decoders = Decoders()
os.register_at_fork(after_in_child=_leave)
atexit.register(_close)
