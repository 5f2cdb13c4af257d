"""The Salt Ledger: a desert in bleached gold, white skies, a turquoise scarf, a red lorry."""

from .shots_1 import lorry, scarf, tent, wide
from .shots_2 import fire, storm

RATIO = 2.39
SHOTS = [wide, scarf, lorry, tent, fire, storm]
