"""Lines of many points as short as SVG can say them."""

from collections.abc import Iterable
from itertools import pairwise


def line(points: Iterable[tuple[float, float]], steps: int = 1) -> str:
    """``M3 95l2-1 2 4``: from the first point on, how far it is to each next.

    Points lie on a grid of 1 / ``steps``; each step is between the rounded points, so that
    rounding does not add up.
    """
    places = [(round(x * steps), round(y * steps)) for x, y in points]
    moves = [(x - before, y - above) for (before, above), (x, y) in pairwise(places)]
    start = " ".join(_number(n, steps) for n in places[0])
    rest = "".join(f" {_number(n, steps)}" for move in moves for n in move)
    return f"M{start}l{rest[1:]}".replace(" -", "-") if rest else f"M{start}"


def _number(count: int, steps: int) -> str:
    text = f"{count / steps:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
