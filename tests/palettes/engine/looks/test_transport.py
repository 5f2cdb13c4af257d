import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.stats import wasserstein_distance

from palettes.engine import Swatch, extract_palette, moves, transport
from palettes.engine.looks.transport import flow, ground
from tests.palettes.engine.pictures import photograph

colour = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
palette = st.lists(
    st.builds(Swatch, colour, st.floats(0.01, 1)), min_size=1, max_size=8, unique_by=lambda s: s.hex
)


@settings(max_examples=40)
@given(first=palette, second=palette)
def test_the_flow_empties_one_palette_and_fills_the_other(first, second):
    mass = transport(first, second)
    assert mass.shape == (len(first), len(second))
    assert mass.min() >= 0
    shares = [np.array([s.share for s in p]) for p in (first, second)]
    assert mass.sum(axis=1) == pytest.approx(shares[0] / shares[0].sum(), abs=1e-7)
    assert mass.sum(axis=0) == pytest.approx(shares[1] / shares[1].sum(), abs=1e-7)


def test_along_a_line_the_work_is_scipys_wasserstein_distance():
    dice = np.random.default_rng(2)
    for _ in range(10):
        x, y = dice.random(7), dice.random(9)
        p, q = dice.dirichlet(np.ones(7)), dice.dirichlet(np.ones(9))
        cost = np.abs(x[:, None] - y)
        work = (flow(p, q, cost) * cost).sum()
        assert work == pytest.approx(wasserstein_distance(x, y, p, q), abs=1e-9)


def test_with_equal_shares_the_work_is_that_of_the_best_assignment():
    dice = np.random.default_rng(3)
    cost = dice.random((8, 8))
    work = (flow(np.full(8, 1 / 8), np.full(8, 1 / 8), cost) * cost).sum()
    assert work == pytest.approx(cost[linear_sum_assignment(cost)].sum() / 8)


def test_by_hand():
    first = [Swatch("#000000", 0.75), Swatch("#ffffff", 0.25)]
    second = [Swatch("#000000", 0.25), Swatch("#ffffff", 0.75)]
    assert transport(first, second) == pytest.approx(np.array([[0.25, 0.5], [0, 0.25]]))
    most, *rest = moves(first, second)
    assert (most.source, most.target) == (first[0], second[1])
    assert (most.mass, most.distance) == pytest.approx((0.5, 1), abs=1e-6)
    assert [move.work for move in rest] == [0, 0]


def test_palettes_of_pictures_move_as_they_are():
    first, second = (extract_palette(photograph(seed)) for seed in (1, 2))
    mass = transport(first, second)
    work = (mass * ground(first.swatches, second.swatches)).sum()
    assert sum(move.work for move in moves(first, second)) == pytest.approx(work, abs=1e-6)
    assert transport(first, first) == pytest.approx(np.diag([s.share for s in first.swatches]))


@pytest.mark.parametrize("bad", [[], [Swatch("#000000", 0.0)]])
def test_a_palette_without_mass_is_refused(bad):
    with pytest.raises(ValueError, match="shares"):
        transport(bad, [Swatch("#000000", 1.0)])
