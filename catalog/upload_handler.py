"""How much may come with one form, before anything of it is kept."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class BoundedUpload(FileUploadHandler):
    """Passes over the files of a form that sends more than UPLOAD_MAX_BYTES.

    The form itself still arrives, so that its page can say what was wrong. Whoever is not logged
    in sends files in vain, but the bytes that reach the disk meanwhile are bounded too.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left = settings.UPLOAD_MAX_BYTES
        self.over = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Look at the announced length."""
        self.over = content_length > settings.UPLOAD_MAX_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Pass over every file of what is too much."""
        super().new_file(*args, **kwargs)
        if self.over:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what really comes."""
        self.left -= len(raw_data)
        if self.left < 0:
            self.over = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
