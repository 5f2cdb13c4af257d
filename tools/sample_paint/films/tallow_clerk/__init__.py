"""The Clerk of Tallow Street: rooms lit by candles alone, and one blue morning."""

from .shots_1 import letter, profile, supper
from .shots_2 import chapel, morning, passage

RATIO = 1.66
SHOTS = [supper, letter, profile, passage, chapel, morning]
