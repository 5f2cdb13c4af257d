"""The figures we set ourselves for ``accent``, beside what was measured and the best peer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.inserted import KINDS
from benchmarks.peers.ours import FIRST, PREFIX
from benchmarks.peers.results import Row

Figure = Callable[[Row], float | None]
NAMES: Final = {
    "saturated": "saturated object",
    "three": "three at once",
    "dark": "dark or dull object",
    "neutral": "bright neutral",
}
RECALL: Final = {
    "saturated": {8: 0.97, 5: 0.95},
    "three": {8: 0.97, 5: 0.92},
    "dark": {8: 0.92, 5: 0.85},
    "neutral": {8: 0.90, 5: 0.70},
}
FIDELITY: Final = {8: 1.04, 5: 1.08}
TIME_MEDIAN, TIME_WORST, TIME_OTHERS = 0.7, 1.2, 3.0


@dataclass(frozen=True)
class Goal:
    """A figure, the goal for it, and whether less is better."""

    what: str
    figure: Figure
    goal: float
    less: bool


def goals() -> list[Goal]:
    """Give every goal that this run can measure."""
    listed = [
        Goal("time, median", lambda row: row.time if row.times else None, TIME_MEDIAN, True),
        Goal("time, worst", lambda row: row.worst if row.times else None, TIME_WORST, True),
    ]
    listed += [
        Goal(f"colour error, k = {k}", _error(k), goal, True) for k, goal in FIDELITY.items()
    ]
    for kind, by_size in RECALL.items():
        for k, goal in by_size.items():
            shares = KINDS[kind] if kind == "saturated" else (None,)
            listed += [
                Goal(_name(kind, k, share), _recall(k, kind, share), goal, False)
                for share in shares
            ]
    listed.append(Goal("false colours, k = 8", _false(8), 0, True))
    return listed


def lines(table: Sequence[Row]) -> list[str]:
    """Give the rows of the table of goals, in Markdown."""
    accent = next(row for row in table if row.name == PREFIX + FIRST)
    peers = [row for row in table if not row.ours]
    written = []
    for goal in goals():
        value = goal.figure(accent)
        if value is None:
            continue
        best, who = _best(goal, peers)
        written.append(
            f"| {goal.what} | {goal.goal:.2f} | **{value:.2f}** | {verdict(goal, value)} "
            f"| {best} | {who} |"
        )
    others = [row for row in table if row.ours and row is not accent and row.times]
    slowest = max(others, key=lambda row: row.time, default=None)
    if slowest:
        goal = Goal("", lambda row: row.time, TIME_OTHERS, True)
        written.append(
            f"| time of our slowest other method, median | {TIME_OTHERS:.2f} | "
            f"**{slowest.time:.2f}** ({slowest.name.removeprefix(PREFIX)}) "
            f"| {verdict(goal, slowest.time)} | | |"
        )
    return written


def verdict(goal: Goal, value: float) -> str:
    """Say whether a figure is met, and by how much it is not."""
    by = value - goal.goal if goal.less else goal.goal - value
    return f"missed by {by:.2f}" if by > 0.0049 else "met"


def _best(goal: Goal, peers: Sequence[Row]) -> tuple[str, str]:
    values = [(value, row.name) for row in peers if (value := goal.figure(row)) is not None]
    if not values:
        return "", ""
    best = (min if goal.less else max)(value for value, _ in values)
    names = [name for value, name in values if value == best]
    who = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    return f"{best:.2f}", who


def _name(kind: str, k: int, share: float | None) -> str:
    size = "" if share is None else f" of {100 * share:g} %"
    return f"{NAMES[kind]}{size} found, k = {k}"


def _error(k: int) -> Figure:
    return lambda row: row.error(k) if row.ratios.get(k) else None


def _recall(k: int, kind: str, share: float | None) -> Figure:
    return lambda row: row.recall(k, kind, share)


def _false(k: int) -> Figure:
    return lambda row: row.false(k) if row.fits.get(k) else None
