"""The process that decodes pictures, run by :mod:`catalog.ingestion.decoding`.

It imports Pillow's five readers and nothing of the catalogue but :mod:`catalog.ingestion.decoder`
and :mod:`catalog.ingestion.opacity`, so that it starts fast, stays small, and knows nothing worth
stealing. Its limits are its own from the start: memory, time for each picture, no files to write.
It reads pictures from standard input, as ``REQUEST`` and the bytes, and writes to standard output
``BEGUN``, an ``ANSWER`` and the raw pixels of a thumbnail. Neither side ever unpickles: what has
been taken over by a picture can answer with numbers and pixels only.
"""

import _thread
import os
import resource
import select
import signal
import struct
import time
import warnings
from collections.abc import Callable
from typing import Final

from PIL import AvifImagePlugin

from catalog.ingestion import decoder

FILES: Final = 16
REQUEST: Final = struct.Struct(">dQ")  # seconds for this picture, bytes that follow
BEGUN: Final = b"\1"  # said when a picture has come whole, so that a death is put down to it
ANSWER: Final = struct.Struct(">BIIHH")  # verdict, upright size, size of the thumbnail


def main(judge: Callable[[bytes], bytes], memory: int = decoder.MEMORY) -> None:
    """Answer one request after the other, until whoever asks is gone.

    ``judge`` makes the answer to a picture's bytes, within so many bytes of ``memory``.
    """
    _thread.stack_size(256 * 1024)  # the usual 8 MB would count as data
    _thread.start_new_thread(_leave_with_parent, ())
    _limit(memory)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # every thread of its own costs memory
    warnings.simplefilter("ignore")
    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as told:
        while head := asked.read(REQUEST.size):
            seconds, length = REQUEST.unpack(head)
            content = asked.read(length)
            if len(content) < length:
                return
            told.write(BEGUN)
            told.flush()
            _allow(seconds)
            answer = judge(content)
            _allow(0)
            del content
            told.write(answer)
            told.flush()


def judge(content: bytes) -> bytes:
    """The answer to a picture's bytes: its verdict, size and thumbnail."""
    try:
        size, thumbnail = decoder.decode(content)
    except decoder.RefusedError as refused:
        return ANSWER.pack(refused.verdict, 0, 0, 0, 0)
    return ANSWER.pack(decoder.TAKEN, *size, *thumbnail.size) + thumbnail.tobytes()


def _limit(memory: int) -> None:
    """Take from this process what no picture needs. What a system lacks is passed over."""
    for name, most in (
        ("RLIMIT_DATA", memory),
        ("RLIMIT_NOFILE", FILES),
        ("RLIMIT_FSIZE", 0),  # bytes of a file
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),  # neither processes nor threads
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue


def _allow(seconds: float) -> None:
    """Die after so many seconds of the clock or the processor, unless allowed anew; 0 stops it.

    The kernel does it, in the midst of a decoder; whoever asks ends us too, but may be dead.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if seconds:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        used = int(time.process_time() + seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (used, most))


def _leave_with_parent() -> None:
    """End with the process that asks, also in the midst of a picture."""
    gone = select.poll()
    gone.register(0, 0)  # hanging up is told unasked
    gone.poll()
    os._exit(0)
