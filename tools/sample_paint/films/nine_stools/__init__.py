"""Nine Stools for Kid Morava: a boxing hall; grey-beige canvas, black corners, dark red ropes."""

from .shots_1 import overhead, ringside, walk_on
from .shots_2 import after, corner, gloves

RATIO = 1.85
SHOTS = [overhead, walk_on, ringside, corner, gloves, after]
