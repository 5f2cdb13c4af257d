"""Uploads that stay in memory, and end where a picture may not be larger."""

import io
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from catalog.ingestion.errors import TooLarge

AROUND: Final = 1_000_000
"""Bytes of a form that are not its picture."""
MOST_PARTS: Final = 200
"""Fields and files of a form; ours have a few dozen. Django would make objects of 20,000."""
HEARD_OUT: Final = 64_000_000
"""Bytes of a refused body that are read and dropped, since many programs send all of it before
they listen."""


def announced_too_long(request: HttpRequest) -> bool:
    """Whether a request says that its body is longer than a picture may be; then it is read to
    its end and nothing of it kept.

    A body that comes in chunks says nothing of its length: it is taken up first.
    """
    if not request.META.get("CONTENT_LENGTH") and _in_chunks(request):
        _take_up(request)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length <= settings.INGEST_MAX_PICTURE_BYTES + AROUND:
        return False
    if length <= HEARD_OUT:
        while request.read(65_536):
            pass
    return True


def _in_chunks(request: HttpRequest) -> bool:
    return "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _take_up(request: Any) -> None:
    """Read a body that comes in chunks: Django knows only those that say their length.

    One beyond the limit is read on like any other, and only its length is kept.
    """
    stream = request.META["wsgi.input"]
    most = settings.INGEST_MAX_PICTURE_BYTES + AROUND + 1
    body = stream.read(most)
    length = len(body)
    if length == most:
        body = b""
        while length < HEARD_OUT and (piece := stream.read(65_536)):
            length += len(piece)
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = io.BytesIO(body)


def went_over(request: HttpRequest) -> bool:
    """Whether the files of a form were more than a picture may be, and so dropped."""
    return getattr(request, "over_the_limit", False)


def too_large() -> TooLarge:
    """What is said of a picture beyond the limit."""
    most = settings.INGEST_MAX_PICTURE_BYTES // 1_000_000
    return TooLarge(f"A picture may have {most} MB: send a smaller one, or a smaller copy.")


class TooManyPartsError(MultiPartParserError):
    """A form of more parts than any of ours has."""


class _FewParts:
    """A body that is read no further than ``MOST_PARTS`` of its parts."""

    def __init__(self, stream: Any, boundary: bytes) -> None:
        self.stream, self.boundary = stream, b"--" + boundary
        self.parts, self.tail = 0, b""

    def readline(self, *args: Any) -> bytes:
        """What follows the form's end, which Django reads to nothing."""
        line: bytes = self.stream.readline(*args)
        return line

    def read(self, *args: Any) -> bytes:
        """The next bytes. Raises TooManyPartsError when the rest of the body was dropped."""
        data: bytes = self.stream.read(*args)
        seen = self.tail + data
        self.parts += seen.count(self.boundary)
        self.tail = seen[-(len(self.boundary) - 1) :]
        if self.parts <= MOST_PARTS + 1:  # the last boundary begins none
            return data
        left = HEARD_OUT
        while left > 0 and (piece := self.stream.read(65_536)):
            left -= len(piece)
        raise TooManyPartsError(
            f"The form has more than {MOST_PARTS} fields and files: send the picture and what it"
            " is asked for, each once."
        )


class PictureInMemory(FileUploadHandler):
    """Keeps a form's files in memory; together they are one picture at most."""

    chunk_size = 1 << 20  # bytes: most pictures are read in one piece

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left = settings.INGEST_MAX_PICTURE_BYTES

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Have the form's parts counted before anything is made of them."""
        *_, boundary, _ = args
        request: Any = self.request
        if request is not None:
            request._stream = _FewParts(request._stream, boundary)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.file = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes, or drop all that follow."""
        self.left -= len(raw_data)
        if self.left < 0:
            self.file = io.BytesIO()
            self.request.over_the_limit = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, whole."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name or "picture",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
