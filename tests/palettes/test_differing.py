"""What distances between looks are called."""

import pytest

from palettes.comparing.differing import Verdict
from palettes.engine.looks import LOOK_DISTANCES

# Quartiles between the 17 films of the sample and of docs/looks.md, all 136 pairs.
QUARTILES = {
    "signature": (0.651, 0.773),
    "emd": (0.115, 0.220),
    "palette": (9.95, 15.78),
    "bures": (0.101, 0.229),
    "intersection": (0.704, 0.895),
}


@pytest.mark.parametrize("metric", LOOK_DISTANCES.values(), ids=lambda metric: metric.key)
def test_what_most_pairs_of_films_are_is_not_called_far_or_close(metric) -> None:
    first, third = QUARTILES[metric.key]

    assert Verdict(metric, (first + third) / 2).words == "no closer than most"
    assert Verdict(metric, 0.0).words == "nearly the same"
    assert Verdict(metric, metric.top).words == "farther apart than most"


@pytest.mark.parametrize("metric", LOOK_DISTANCES.values(), ids=lambda metric: metric.key)
def test_a_larger_distance_is_never_called_a_smaller_one(metric) -> None:
    words = [Verdict(metric, metric.top * step / 200).words for step in range(201)]

    assert len(dict.fromkeys(words)) == 5
    assert words == sorted(words, key=list(dict.fromkeys(words)).index)


def test_the_signature_s_sentence_says_what_any_two_looks_are_apart() -> None:
    sentence = Verdict(LOOK_DISTANCES["signature"], 0.73).sentence

    assert sentence == "No closer than most; any two looks are about 0.7 apart."
