"""A Lantern for the Drowned Mill: a northern forest at dusk, blue-green, and one lantern."""

from .shots_1 import held, last_light, pond, wide
from .shots_2 import found, mill

RATIO = 2.39
CONTAINER = 1.78
SHOTS = [last_light, wide, held, pond, mill, found]
