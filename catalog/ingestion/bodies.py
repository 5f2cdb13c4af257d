"""Reading an answer's body: its status, its length and its compression decide how far."""

import http
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Final

from django.utils import timezone

from catalog.ingestion.errors import (
    BadStatus,
    ServerFailed,
    SourceBusy,
    SourceForbidden,
    SourceNotFound,
    TooLarge,
    TruncatedBody,
    UnexpectedEncoding,
)
from catalog.ingestion.retrying import retry_after
from catalog.ingestion.wire import Answer

CHUNK: Final = 65_536
_STATUSES: Final[dict[int, type[BadStatus]]] = {
    401: SourceForbidden,
    403: SourceForbidden,
    404: SourceNotFound,
    408: ServerFailed,
    410: SourceNotFound,
    429: SourceBusy,
    503: SourceBusy,
}
_MEMBER: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for, and how many bytes may come, judged by the first of them.

    ``cut`` takes the first ``most`` bytes of what is larger instead of refusing it.
    """

    accept: str
    cap: Callable[[bytes], int]
    most: int
    compressed: bool
    cut: bool = False


def read_body(answer: Answer, wanted: Wanted) -> bytes:
    """The body, read while it stays within its cap. Raises BadStatus, TooLarge, BadResponse."""
    check_status(answer)
    if int(answer.headers.get("Content-Length", 0)) > wanted.most and not wanted.cut:
        raise TooLarge
    decoder = _decoder(answer, wanted)
    body = bytearray()
    received = 0
    while chunk := answer.read(CHUNK):
        received += len(chunk)
        body += decoder.decompress(chunk, wanted.most + 1) if decoder else chunk
        if len(body) > wanted.cap(bytes(body[:16])) or received > wanted.most:
            if wanted.cut:
                return bytes(body[: wanted.most])
            raise TooLarge
        if decoder and decoder.over:
            break
    if decoder and not decoder.eof:
        raise TruncatedBody
    return bytes(body)


def check_status(answer: Answer) -> None:
    """Pass 200 alone; a failure of the server tells how long it wants rest. Raises BadStatus."""
    status = answer.status
    if status == http.HTTPStatus.OK:
        return
    kind = _STATUSES.get(status, ServerFailed if 500 <= status <= 599 else BadStatus)
    wait = retry_after(answer.headers, timezone.now()) if kind.transient else None
    raise kind(f"The server answered with status {status}.", wait=wait)


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """The kind of content a header claims, and its charset; empty where it makes no sense."""
    message = Message()
    message["Content-Type"] = headers.get("Content-Type", "")
    try:
        return message.get_content_type(), message.get_content_charset("")
    except (LookupError, ValueError):
        return "", ""


class _Gunzip:
    """Undoes gzip, of one member or of several on end, as some servers pack."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        """Whether a member has ended and none has begun."""
        return self._member.eof

    @property
    def over(self) -> bool:
        """Whether what follows the last member is no other: nobody needs to read it."""
        return self.eof and not _MEMBER.startswith(self._member.unused_data[:2])

    def decompress(self, data: bytes, most: int) -> bytes:
        """At most so many bytes out of the next ones."""
        out = self._member.decompress(data, most)
        while self.eof and len(out) < most and self._member.unused_data.startswith(_MEMBER):
            rest = self._member.unused_data
            self._begin()
            out += self._member.decompress(rest, most - len(out))
        return out


def _decoder(answer: Answer, wanted: Wanted) -> _Gunzip | None:
    """What undoes the body's compression. Raises UnexpectedEncoding where none may be."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return None
    if wanted.compressed and encoding in ("gzip", "x-gzip"):
        return _Gunzip()
    raise UnexpectedEncoding
