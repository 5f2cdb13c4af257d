"""The Ferryman's Arithmetic: silver black-and-white, fog, wet stone, long shadows."""

from .shots_1 import ferry, pier
from .shots_2 import blind, night_window, stairs
from .shots_3 import doorway

RATIO = 1.33
SHOTS = [pier, ferry, blind, stairs, night_window, doorway]
