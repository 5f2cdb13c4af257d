"""Half Board at the Miramelle: a pastel hotel, seen square-on."""

from .shots_1 import desk, morning
from .shots_2 import corridor, lift
from .shots_3 import evening, terrace

RATIO = 1.33
SHOTS = [morning, desk, corridor, lift, terrace, evening]
