"""How an ingestion is told of on a command line: a progress bar, plain lines, or JSON."""

import json
from collections import Counter
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from catalog.ingestion.errors import with_hint
from catalog.ingestion.outcomes import Outcome, State
from catalog.ingestion.texts import clean

_WORDS = {
    State.STORED: "stored",
    State.PLANNED: "planned",
    State.KNOWN: "already here",
    State.FAILED: "failed",
    State.READY: "looked at",
    State.RETRY: "tried later",
}


def line(outcome: Outcome) -> str:
    """An outcome as one line, fit for a terminal whatever its source is called."""
    words = [f"{_WORDS[outcome.state]:<12}", clean(outcome.source, 2048)]
    if outcome.label and outcome.state != State.FAILED:
        words.append(f"[{clean(outcome.label)}]")
    if outcome.code:
        words.append(f"{outcome.code}:")
    if outcome.message:
        words.append(clean(with_hint(outcome.code, outcome.message)))
    return " ".join(words)


class Report:
    """Counts outcomes; as a context, it owns what it draws."""

    def __init__(self, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.counts: Counter[State] = Counter()
        self.films: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""

    def add(self, outcome: Outcome) -> None:
        """Take one outcome in and show it; what is tried later does not count yet."""
        if outcome.state == State.RETRY:
            self.show_retry(outcome)
            return
        self.counts[outcome.state] += 1
        if outcome.state != State.FAILED:
            self.films.add(outcome.label)
        self.show(outcome)

    def show(self, outcome: Outcome) -> None:
        """Show one outcome."""

    def show_retry(self, outcome: Outcome) -> None:
        """Show what will be tried again."""
        self.stderr.write(line(outcome))

    def close(self) -> None:
        """Say at the end what was done, where nothing failed."""
        self.stdout.write(self.summary())

    def summary(self) -> str:
        """One sentence: how many of what."""
        total = self.counts.total()
        counts = [f"{self.counts[s]} {_WORDS[s]}" for s in State if self.counts[s]]
        films = f" of {len(self.films)} film{'s' * (len(self.films) != 1)}" if self.films else ""
        return f"{total} picture{'s' * (total != 1)}{films}: {', '.join(counts) or 'nothing'}."


class LinesReport(Report):
    """A line for every picture; failures go to standard error."""

    def show(self, outcome: Outcome) -> None:
        """Write the line."""
        out = self.stderr if outcome.state == State.FAILED else self.stdout
        out.write(line(outcome))


class RateColumn(ProgressColumn):
    """Pictures a second, or a minute when they are that few."""

    def render(self, task: Task) -> Text:
        """Write the rate."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f} a second" if speed >= 1 else f"{60 * speed:.0f} a minute")


class ProgressReport(Report):
    """A progress bar, with a line above it for what failed or is only planned."""

    def __init__(self, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
        super().__init__(stdout, stderr)
        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            RateColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self.task = self.progress.add_task("Looking", total=None)
        self.expected = 0

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the bar standing and give the terminal back."""
        self.progress.stop()

    def show(self, outcome: Outcome) -> None:
        """Move the bar on. A source's pictures are expected from its first one on."""
        if outcome.number == 1:
            self.expected += outcome.total
        self.progress.update(
            self.task,
            advance=1,
            total=max(self.expected, self.counts.total()),
            description=clean(outcome.label, 40) or "Ingesting",
        )
        if outcome.message or outcome.state == State.PLANNED:
            self.show_retry(outcome)

    def show_retry(self, outcome: Outcome) -> None:
        """Write a line above the bar."""
        self.progress.console.print(line(outcome), markup=False, highlight=False, soft_wrap=True)


class JsonReport(Report):
    """One JSON object a line for every picture, and nothing else on standard output."""

    def show(self, outcome: Outcome) -> None:
        """Write the object."""
        self.stdout.write(
            json.dumps(
                {
                    "source": outcome.source.encode("utf-8", "replace").decode(),
                    "state": outcome.state,
                    "code": outcome.code,
                    "message": outcome.message,
                    "film": outcome.label,
                    "film_slug": outcome.film.slug if outcome.film else None,
                    "still": outcome.still.pk if outcome.still else None,
                    "sha256": outcome.sha256 or None,
                },
                ensure_ascii=False,
            )
        )

    def close(self) -> None:
        """Say nothing more: the lines are the answer."""
