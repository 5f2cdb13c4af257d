"""Asking for what changed only: what is remembered of an address, and how it is sent back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

# A stranger's words are sent back to it and kept in rows: plain, short, and on one line.
_ETAG: Final = re.compile(r"[\x21-\x7e]{1,300}")
_LAST_MODIFIED: Final = re.compile(r"[\x20-\x7e]{1,100}")


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address gave the last time, and the server's words for that state of it.

    A picture's bytes are named by ``sha256`` and ``extension``; a page's pictures are ``gallery``.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    extension: str = ""
    gallery: dict[str, Any] | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the content only when it is another; none without words."""
        conditions = {}
        if _ETAG.fullmatch(self.etag):
            conditions["If-None-Match"] = self.etag
        if _LAST_MODIFIED.fullmatch(self.last_modified):
            conditions["If-Modified-Since"] = self.last_modified
        return conditions


def validators(headers: Mapping[str, str]) -> tuple[str, str]:
    """An answer's ETag and Last-Modified, each empty where it is missing or no plain text."""
    etag = headers.get("ETag", "").strip()
    modified = headers.get("Last-Modified", "").strip()
    return (
        etag if _ETAG.fullmatch(etag) else "",
        modified if _LAST_MODIFIED.fullmatch(modified) else "",
    )
