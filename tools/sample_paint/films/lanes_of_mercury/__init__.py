"""Lanes of Mercury: a rain-soaked city night, sodium and neon, wet asphalt, a red coat, a taxi."""

from .shots_1 import profile, red_coat, taxi, wide, window
from .shots_2 import from_above

RATIO = 2.39
SHOTS = [wide, profile, taxi, window, red_coat, from_above]
