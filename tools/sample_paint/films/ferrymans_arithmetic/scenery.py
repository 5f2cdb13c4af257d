"""The Ferryman's Arithmetic: its grade, its colours and what its shots share."""

import numpy as np
from kit import (
    Look,
    rgb,
)

LOOK = Look(
    exposure=1.05,
    contrast=1.22,
    saturation=1.0,
    mono=(0.3, 0.5, 0.2),
    lights=(1.0, 0.995, 0.98),
    shadows=(0.004, 0.006, 0.012),
    lift=0.008,
    halation=(0.10, 0.10, 0.10),
    bloom=0.14,
    vignette=0.42,
    grain=0.034,
)
WHITE = np.ones(3, np.float32)
COAT, GREY = rgb("#1c1c1e"), rgb("#7a7a7a")
