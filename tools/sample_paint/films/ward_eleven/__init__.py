"""Ward Eleven, Quietly: a hospital in cyan-green, and always one red thing."""

from .shots_1 import face, red_chair, ward
from .shots_2 import doors, night_round, waiting

RATIO = 1.85
SHOTS = [red_chair, ward, face, doors, waiting, night_round]
