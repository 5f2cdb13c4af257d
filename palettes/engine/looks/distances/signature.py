"""Distance of the signatures."""

import numpy as np

from palettes.engine.looks.distances.base import LookDistance
from palettes.engine.looks.look import EngineLook
from palettes.engine.looks.signature import placed


class SignatureDistance(LookDistance):
    """Half the chord between two signatures seen from the middle of all looks.

    0 for the same, about 0.7 for looks that have no more in common than any two, 1 for opposites.
    """

    key = "signature"
    title = "Signature"
    summary = "Which colours the two looks share and which not, finest near grey. Ranks best."
    source = "our own: docs/looks.md; after Hellinger's distance of histograms"
    unit = "0 to 1"
    top = 1.0
    metric = True

    def between(self, a: EngineLook, b: EngineLook) -> float:
        """Half of the Euclidean distance of two unit vectors."""
        step = placed(a.signature).astype(np.float64) - placed(b.signature).astype(np.float64)
        return min(float(np.sqrt((step * step).sum())) / 2, 1.0)
