"""What becomes of one picture of a source."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.models import Film, Still


class State(StrEnum):
    """What became of a picture."""

    STORED = "stored"
    KNOWN = "known"  # its film has it already
    FAILED = "failed"
    RETRY = "retry"  # it failed, and is tried again later
    READY = "ready"  # looked at; stored once somebody confirms
    PLANNED = "planned"  # a dry run would try to store it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one picture of a source.

    ``code`` and ``message`` tell of a failure. ``film`` is a row where there is one, ``label``
    its title and year in any case. ``number`` of ``total`` is the place within the source.
    """

    source: str
    state: State
    code: str = ""
    message: str = ""
    still: Still | None = None
    film: Film | None = None
    label: str = ""
    sha256: str = ""
    number: int = 1
    total: int = 1
