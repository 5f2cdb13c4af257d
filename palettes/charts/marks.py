"""How lines and points tell the compared apart without colour."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Mark:
    """A line style and a point's shape; the style sheet draws them by ``key``.

    ``point`` is a path around 0, 0, about 10 units wide.
    """

    key: str
    line: str
    point: str
    shape: str


MARKS: Final = (
    Mark("solid", "solid line", "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", "disc"),
    Mark("dashed", "dashed line", "M-4.5 -4.5h9v9h-9z", "square"),
    Mark("dotted", "dotted line", "M0 -6l6 6l-6 6l-6 -6z", "diamond"),
    Mark("dotdash", "dot-dash line", "M0 -6l6 10h-12z", "triangle"),
)
"""One for each place in a comparison."""
