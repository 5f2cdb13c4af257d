"""The child that decodes, as its parent sees it: started, asked, ended."""

import fcntl
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import PIL

from catalog.ingestion.decode_child import ANSWER, BEGUN, REQUEST
from catalog.ingestion.decoder import (
    BAD_DIMENSIONS,
    EMPTY,
    NEEDS_MEMORY,
    TAKEN,
    THUMBNAIL,
    TOO_MANY_PIXELS,
    TRUNCATED,
    check_size,
)
from catalog.ingestion.errors import (
    BadDimensions,
    DecoderCrashed,
    DecodeTimeout,
    EmptyPicture,
    PictureError,
    TooManyPixels,
    TruncatedImage,
)

PICTURES: Final = 1_000
"""How many one child decodes, in case a decoder leaks."""
GRACE: Final = 5
"""Seconds beyond a picture's own, for a child that has to start or to end."""

_START = (
    "import sys; sys.path += sys.argv[1:]; "
    "from catalog.ingestion.decode_child import judge, main; main(judge)"
)
_FOLDERS = [str(Path(PIL.__file__).parents[1]), str(Path(__file__).parents[2])]
_KEPT = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
_PIPE = 1 << 20  # bytes; a picture goes over in a few writes
_TOO_LONG = (-signal.SIGALRM, -signal.SIGXCPU)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright size of a picture, and its thumbnail's size and raw RGB pixels."""

    width: int
    height: int
    thumbnail_size: tuple[int, int]
    thumbnail: bytes


def refusal(verdict: int) -> PictureError:
    """What the child's verdict is called here."""
    if verdict == NEEDS_MEMORY:
        return TooManyPixels(
            "Decoding this picture takes more memory than is allowed: give a smaller one,"
            " or a JPEG that is not progressive."
        )
    known: dict[int, type[PictureError]] = {
        TRUNCATED: TruncatedImage,
        TOO_MANY_PIXELS: TooManyPixels,
        BAD_DIMENSIONS: BadDimensions,
        EMPTY: EmptyPicture,
    }
    return known.get(verdict, DecoderCrashed)()


class GoneError(Exception):
    """The child ended before it had the whole picture: not the picture's fault."""


class Decoder:
    """One child and its two pipes. ``program`` is what the child runs, when it is not ours."""

    program: ClassVar[str] = ""

    def __init__(self) -> None:
        self.pictures = 0
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", self.program or _START, *_FOLDERS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders write what they think of a picture
            bufsize=0,
            cwd="/",
            env=_KEPT,  # no keys or passwords
            start_new_session=True,  # Ctrl-C is ours to handle
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests, self.answers = self.process.stdin, self.process.stdout
        os.set_blocking(self.requests.fileno(), False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            for pipe in (self.requests, self.answers):
                _enlarge(pipe.fileno())

    @property
    def fit(self) -> bool:
        """Whether it may be given another picture."""
        return self.pictures < PICTURES and self.process.poll() is None

    def decode(self, content: bytes, seconds: float) -> Any:
        """See :func:`catalog.ingestion.decoding.decode`. GoneError: give it to another child.

        After GoneError, DecodeTimeout and DecoderCrashed, as after an interruption, it must not be
        used again.
        """
        deadline = self._ask(content, seconds)
        head = self._receive(ANSWER.size, deadline)
        verdict, width, height, across, down = ANSWER.unpack(head)
        if verdict != TAKEN:
            raise refusal(verdict)
        sensible = min(across, down) > 0 and max(across, down) <= THUMBNAIL
        if not sensible or check_size(width, height) != TAKEN:
            raise DecoderCrashed
        return Decoded(width, height, (across, down), self._receive(across * down * 3, deadline))

    def _ask(self, content: bytes, seconds: float) -> float:
        """Hand a picture over; tell by when the answer must have come."""
        deadline = time.monotonic() + seconds + GRACE
        self.pictures += 1
        self._send(REQUEST.pack(seconds, len(content)), deadline)
        self._send(content, deadline)
        if self._read(len(BEGUN), deadline) != BEGUN:
            raise GoneError
        return deadline

    def _send(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        try:
            while left:
                _wait(self.requests.fileno(), select.POLLOUT, deadline)
                left = left[os.write(self.requests.fileno(), left) :]
        except BrokenPipeError:
            raise GoneError from None

    def _receive(self, length: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < length:
            part = self._read(length - len(data), deadline)
            if not part:
                ended = self.process.wait(GRACE)
                raise DecodeTimeout if ended in _TOO_LONG else DecoderCrashed
            data += part
        return bytes(data)

    def _read(self, most: int, deadline: float) -> bytes:
        """What has been answered, nothing when the child has ended."""
        _wait(self.answers.fileno(), select.POLLIN, deadline)
        return os.read(self.answers.fileno(), most)

    def end(self) -> None:
        """End the child and wait for it."""
        self.process.kill()
        self.requests.close()
        self.answers.close()
        self.process.wait()

    def leave(self) -> None:
        """Let go of a child that is our parent's since a fork, so that it ends with our parent."""
        self.requests.close()
        self.answers.close()
        self.process.returncode = 0  # not ours to wait for


def _wait(handle: int, event: int, deadline: float) -> None:
    """Wait until a pipe is ready. Raises DecodeTimeout at the deadline."""
    ready = select.poll()
    ready.register(handle, event)
    if not ready.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise DecodeTimeout


def _enlarge(pipe: int) -> None:
    with suppress(OSError):  # the user's share of pipe memory may be taken; it is only slower
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
