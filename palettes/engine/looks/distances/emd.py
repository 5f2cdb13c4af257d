"""Earth mover's distance between the palettes."""

from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook
from palettes.engine.looks.transport import moves


class EarthMovers(LookDistance):
    """The least work that turns one palette into the other: mass x OKLab distance."""

    key = "emd"
    title = "Earth mover's"
    summary = "How far, on average, colour must move to turn one palette into the other."
    source = "Y. Rubner, C. Tomasi, L. J. Guibas, The earth mover's distance, IJCV 40 (2000)"
    unit = "OKLab"
    top = 1.0
    metric = True

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """Solved in one fixed order of the two, so that both ways give the same bits."""
        first, second = sorted((a.swatches, b.swatches), key=repr)
        if first == second:
            return 0.0
        return min(sum(move.work for move in moves(first, second)), self.top)
