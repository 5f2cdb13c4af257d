"""Intervals of means over films."""

import numpy as np
import pytest
from scipy import stats

from palettes.engine.looks import pooling
from palettes.engine.looks.bootstrap import angle_interval, interval, replicates
from palettes.engine.looks.look import look_of, look_of_film
from palettes.engine.sampling import Sample


def itself(means):
    return means


def test_with_one_still_a_film_it_is_the_ordinary_bootstrap() -> None:
    values = np.random.default_rng(5).gamma(2.0, 0.1, 40)
    drawn = replicates(values[:, None], np.arange(40), itself, resamples=6000)
    ours = interval(drawn[:, 0], values.mean())
    theirs = stats.bootstrap(
        (values,), np.mean, n_resamples=6000, method="percentile", random_state=5
    )
    spread = theirs.standard_error
    assert drawn[:, 0].std() == pytest.approx(spread, rel=0.05)
    assert ours == pytest.approx(tuple(theirs.confidence_interval), abs=0.12 * spread)


def test_intervals_hold_the_true_mean_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(11)
    held, times = 0, 200
    for _ in range(times):
        of_films = random.normal(0.5, 0.08, 25)
        values = (of_films[:, None] + random.normal(0, 0.05, (25, 6))).reshape(-1, 1)
        drawn = replicates(values, np.repeat(np.arange(25), 6), itself, resamples=300)
        low, high = interval(drawn[:, 0], values.mean())
        held += low <= 0.5 <= high
    assert 0.89 <= held / times <= 0.99


def test_stills_of_one_film_are_not_taken_for_many_films() -> None:
    # Two films far apart, with many stills that hardly differ: resampling stills alone would
    # call the mean sure.
    values = np.concatenate([np.full(50, 0.2), np.full(50, 0.8)])[:, None]
    drawn = replicates(values, np.repeat([7, 3], 50), itself)
    low, high = interval(drawn[:, 0], 0.5)
    assert (low, high) == pytest.approx((0.2, 0.8), abs=0.03)


def test_each_film_counts_the_same_however_many_stills_it_has() -> None:
    values = np.concatenate([np.full(90, 0.0), np.full(1, 1.0)])[:, None]
    drawn = replicates(values, np.array([0] * 90 + [1]), itself, resamples=4000)
    assert drawn.mean() == pytest.approx(0.5, abs=0.03)


def test_the_same_stills_give_the_same_numbers() -> None:
    values = np.random.default_rng(1).random((12, 2))
    films = np.array([4, 4, 2, 2, 2, 9, 9, 9, 9, 1, 1, 1])
    assert np.array_equal(replicates(values, films, itself), replicates(values, films, itself))


@pytest.mark.parametrize(("values", "films"), [(np.zeros((0, 1)), []), (np.zeros((2, 1)), [1])])
def test_without_stills_there_is_nothing_to_resample(values, films) -> None:
    with pytest.raises(ValueError, match="needs stills"):
        replicates(values, np.array(films), itself)


def test_an_angles_interval_goes_through_north() -> None:
    resampled = np.random.default_rng(2).normal(2, 10, 4000) % 360
    low, high = angle_interval(resampled, 2.0)
    assert low == pytest.approx(-17.6, abs=1.5)
    assert high == pytest.approx(21.6, abs=1.5)


def test_angles_all_round_have_no_interval() -> None:
    assert angle_interval(np.arange(0, 360, 1.0), 90.0) is None


def test_a_films_figures_from_its_stills_means_are_those_of_its_look() -> None:
    random = np.random.default_rng(3)
    pictures = [
        Sample((np.clip(random.normal(mean, 40, (4000, 3)), 0, 255)).astype(np.uint8))
        for mean in ((90, 60, 40), (120, 110, 90), (40, 60, 80))
    ]
    rows = [
        pooling.still_row(look.mean, look.chroma, look.lightnesses)
        for look in (look_of(pool, []).statistics for pool in pictures)
    ]
    whole = look_of_film(pictures, swatches=[]).statistics
    found = dict(
        zip(pooling.FIGURES, pooling.film_figures(np.mean(rows, axis=0)[None])[0], strict=True)
    )
    assert found["lightness"] == pytest.approx(whole.lightness, abs=1e-4)
    assert found["chroma"] == pytest.approx(whole.chroma, abs=1e-4)
    assert found["warmth"] == pytest.approx(whole.warmth, abs=1e-3)
    assert found["contrast"] == pytest.approx(whole.contrast, abs=0.02)
    assert (found["a"], found["b"]) == pytest.approx(whole.mean[1:], abs=1e-4)
