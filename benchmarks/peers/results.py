"""What was measured, a row a method."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from benchmarks.inserted import found
from benchmarks.peers.asking import Answers, Ratio, Ratios
from benchmarks.peers.measures import Fit
from benchmarks.peers.ours import PREFIX
from benchmarks.peers.pictures import Picture, Put

Hits = dict[tuple[str, float, int], list[bool]]


@dataclass
class Row:
    """One method: its library, and its figures by the number of colours asked for."""

    name: str
    library: str
    times: list[Ratio] = field(default_factory=list)
    ratios: dict[int, list[float]] = field(default_factory=dict)
    fits: dict[int, list[Fit]] = field(default_factory=dict)
    hits: Hits = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def ours(self) -> bool:
        """Whether the method is our own."""
        return self.name.startswith(PREFIX)

    @property
    def time(self) -> float:
        """Median processor time, in decodes."""
        return median(one.processor for one in self.times)

    @property
    def worst(self) -> float:
        """Worst processor time, in decodes."""
        return max(one.processor for one in self.times)

    def seen(self, k: int, kind: str, share: float | None = None) -> list[bool]:
        """Whether each object of one size, or of all, was found."""
        return [
            hit
            for (of, size, colours), hits in self.hits.items()
            for hit in hits
            if of == kind and colours == k and share in (None, size)
        ]

    def recall(self, k: int, kind: str, share: float | None = None) -> float | None:
        """Share of objects found, of one size or of all; None where none were put in."""
        seen = self.seen(k, kind, share)
        return fmean(seen) if seen else None

    def error(self, k: int) -> float:
        """Mean over pictures of the distance to the palette by that to the reference."""
        return fmean(self.ratios[k])

    def false(self, k: int) -> float:
        """Share of the palettes' colours that are false."""
        return sum(fit.false for fit in self.fits[k]) / sum(fit.size for fit in self.fits[k])

    def size(self, k: int) -> float:
        """How many colours came when ``k`` were asked for, on average."""
        return fmean(fit.size for fit in self.fits[k])


def rows(methods: Mapping[str, str], times: Ratios) -> dict[str, Row]:
    """Give an empty row a method, with its times."""
    return {name: Row(name, library, times.get(name, [])) for name, library in methods.items()}


def add_fits(
    table: Mapping[str, Row],
    answers: Answers,
    fits: Mapping[tuple[str, Picture, int], Fit],
    references: Mapping[tuple[Picture, int], float],
) -> None:
    """Add fidelity and false colours, and every error that a method answered with."""
    for (name, picture, k), fit in fits.items():
        table[name].fits.setdefault(k, []).append(fit)
        table[name].ratios.setdefault(k, []).append(fit.error / references[picture, k])
    for (name, _, _), answer in answers.items():
        if answer.error and answer.error not in table[name].errors:
            table[name].errors.append(answer.error)


def add_hits(
    table: Mapping[str, Row], answers: Answers, puts: Iterable[Put], sizes: Sequence[int]
) -> None:
    """Add which objects each method found; an error finds none."""
    for put in puts:
        for row in table.values():
            for k in sizes:
                answer = answers.get((row.name, put.path, k))
                if answer is None:
                    continue
                hits = [False] * len(put.trial.truths)
                if not answer.error:
                    hits = found(put.trial, answer.palette)
                row.hits.setdefault((put.trial.kind, put.trial.share, k), []).extend(hits)
