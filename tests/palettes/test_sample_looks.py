"""The sample as a fair test of looks: a still finds its own film, a red herring does not."""

import numpy as np
import pytest

from catalog.upkeep.sample import MANIFEST
from palettes.engine import LOOK_DISTANCES, look_of

HERRINGS = {
    "drowned-mill/07",
    "ferrymans-arithmetic/07",
    "half-board/07",
    "lanes-of-mercury/07",
    "nine-stools/06",
    "salt-ledger/07",
    "tallow-clerk/07",
    "ward-eleven/07",
}


@pytest.fixture(scope="module")
def nearest() -> dict[str, str]:
    """Each still's nearest other still by look, as ``film/number``."""
    paths = sorted(MANIFEST.parent.glob("*/*.jpg"))
    names = [f"{path.parent.name}/{path.stem}" for path in paths]
    looks = [look_of(path) for path in paths]
    between = LOOK_DISTANCES["signature"].between
    table = np.full((len(looks), len(looks)), np.inf)
    for row in range(len(looks)):
        for column in range(row):
            table[row, column] = table[column, row] = between(looks[row], looks[column])
    return {name: names[other] for name, other in zip(names, table.argmin(axis=1), strict=True)}


def own(name: str, other: str) -> bool:
    return name.split("/")[0] == other.split("/")[0]


def test_a_still_finds_its_own_film_far_more_often_than_chance(nearest) -> None:
    plain = {name: other for name, other in nearest.items() if name not in HERRINGS}
    found = sum(own(name, other) for name, other in plain.items()) / len(plain)
    assert found >= 5 * 6 / 55  # of 55 others, 6 are of the same film


def test_a_red_herring_finds_another_film(nearest) -> None:
    assert nearest.keys() >= HERRINGS
    assert sum(own(name, nearest[name]) for name in HERRINGS) <= 1
