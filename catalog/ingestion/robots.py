"""What a host's robots.txt asks of programs like ours (RFC 9309), kept in the host's row.

A host is what takes turns: one robots.txt stands for its http and its https. A file that could
not be made sense of forbids nothing, and is asked for again sooner.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from protego import Protego

from catalog.ingestion.errors import RobotsDisallowed
from catalog.ingestion.pacing import LONGEST_PAUSE
from catalog.models import Host

TOKEN: Final = "Chromatheque"
MAX_BYTES: Final = 512_000  # what lies beyond is not read; RFC 9309 asks for 500 KiB at least
MAX_REDIRECTS: Final = 3
FAILURE_HOURS: Final = 1.0
_NOT_READ: Final = "# not read: "
# Written as loosely as the parser takes it; a version that follows the name is not of it.
_AGENT: Final = re.compile(r"\s*user[-\s]*agent(?:\s*:|\s)\s*(\*|[a-z_-]*)(?![a-z_-])", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to us."""

    text: str

    @property
    def delay(self) -> float:
        """Seconds between two requests that it asks for, 0 to LONGEST_PAUSE."""
        return min(_parsed(self.text).crawl_delay(TOKEN) or 0.0, LONGEST_PAUSE)

    def check(self, url: str) -> None:
        """Pass an address that is not forbidden. Raises RobotsDisallowed."""
        if not _parsed(self.text).can_fetch(url, TOKEN):
            raise RobotsDisallowed


ALL_ALLOWED: Final = Rules("")


def recall(host: str) -> Rules | None:
    """The rules known of a host; None when there are none, or they are too old."""
    row = Host.objects.filter(name=host).only("robots", "robots_at").first()
    if row is None or row.robots_at is None:
        return None
    text, at = row.robots, row.robots_at
    hours = float(settings.INGEST_ROBOTS_HOURS)
    if text.startswith(_NOT_READ):
        hours = min(hours, FAILURE_HOURS)
    return Rules(text) if timezone.now() - at < timedelta(hours=hours) else None


def keep(host: str, content: bytes) -> Rules:
    """Remember a robots.txt; the pause that has begun grows to what it asks for."""
    # PostgreSQL refuses U+0000, and a byte order mark would hide the first line.
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
    rules = Rules(text)
    now = timezone.now()
    row = Host.objects.filter(name=host)
    row.update(robots=text, robots_at=now)
    free_at = now + timedelta(seconds=rules.delay)
    if rules.delay > 0:
        row.filter(Q(free_at=None) | Q(free_at__lt=free_at)).update(free_at=free_at)
    return rules


def keep_failure(host: str, code: str) -> Rules:
    """Remember that a robots.txt could not be had for good: nothing is forbidden for a while."""
    return keep(host, f"{_NOT_READ}{code}\n".encode())


@lru_cache(maxsize=8)  # a gallery's pictures all ask the same few
def _parsed(text: str) -> Protego:
    return Protego.parse("\n".join(_to_us(line) for line in text.splitlines()))


def _to_us(line: str) -> str:
    """A line as it is, but one that names a program names us, everybody, or somebody else.

    The parser keeps each rule for each program named above it: thousands of both would cost
    hours. And it takes a part of our name for us, where RFC 9309 wants the whole.
    """
    named = _AGENT.match(line.partition("#")[0])
    if named is None:
        return line
    token = named[1] if named[1] in ("*", "") or named[1].lower() == TOKEN.lower() else "else"
    return f"User-agent: {token}"
