import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import spearmanr
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

from palettes.engine.looks import layout
from palettes.engine.looks.layout import (
    cells_of,
    grid_for,
    in_cells,
    lay_out,
    scaled,
    spread,
)
from palettes.engine.looks.signature import histogram, placed, rooted

FAR = np.full(3, np.nan)


def looks(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Directions of looks that differ in warmth and lightness most, and these two figures."""
    dice = np.random.default_rng(seed)
    warmth, lightness = dice.uniform(-0.12, 0.12, count), dice.uniform(0.15, 0.85, count)
    signatures = []
    for warm, light in zip(warmth, lightness, strict=True):
        middle = (light, warm * 0.57, warm * 0.82)
        colours = dice.normal(middle, (0.12, 0.025, 0.025), (300, 3)).clip((0, -0.4, -0.4), 1)
        signatures.append(rooted(histogram(colours, np.full(300, 1 / 300))))
    return placed(np.stack(signatures)), warmth, lightness


def distances(directions: np.ndarray) -> np.ndarray:
    return cdist(directions.astype(float), directions.astype(float)) / 2


def moved(one: np.ndarray, other: np.ndarray) -> float:
    """The mean way between two maps of the same looks, whose spreads are 1."""
    return float(np.sqrt(np.square(one - other).sum(axis=1)).mean())


def test_neighbours_are_kept_better_than_by_principal_components() -> None:
    directions, warmth, lightness = looks(120)
    points = lay_out(directions, warmth, lightness)
    flat = PCA(2, random_state=0).fit_transform(directions.astype(float))
    ours, theirs = (trustworthiness(directions, p, n_neighbors=5) for p in (points, flat))
    assert ours > theirs + 0.02
    assert ours > 0.85


def test_nearer_looks_lie_nearer() -> None:
    directions, warmth, lightness = looks(60)
    points = lay_out(directions, warmth, lightness)
    upper = np.triu_indices(60, 1)
    assert spearmanr(distances(directions)[upper], cdist(points, points)[upper]).statistic > 0.7


def test_the_same_looks_give_the_same_map_in_any_order() -> None:
    directions, warmth, lightness = looks(80)
    points = lay_out(directions, warmth, lightness)
    assert (lay_out(directions, warmth, lightness) == points).all()
    mixed = np.random.default_rng(1).permutation(80)
    other = lay_out(directions[mixed], warmth[mixed], lightness[mixed])
    assert other == pytest.approx(points[mixed], abs=1e-6)


def test_one_look_more_does_not_turn_or_mirror_the_map() -> None:
    directions, warmth, lightness = looks(60)
    points = lay_out(directions, warmth, lightness)
    for gone in range(0, 60, 6):
        left = np.arange(60) != gone
        fewer = lay_out(directions[left], warmth[left], lightness[left])
        assert moved(fewer, points[left]) < 0.25  # turned upside down it would be about 2
        assert min(np.corrcoef(fewer[:, i], points[left, i])[0, 1] for i in (0, 1)) > 0.9


def test_the_figures_grow_to_the_right_and_upwards() -> None:
    directions, warmth, lightness = looks(100, seed=3)
    points = lay_out(directions, warmth, lightness)
    assert np.corrcoef(points[:, 0], warmth)[0, 1] > 0.5
    assert np.corrcoef(points[:, 1], lightness)[0, 1] > 0.5
    mirrored = lay_out(directions, -warmth, lightness)
    assert mirrored == pytest.approx(points * (-1, 1), abs=1e-9)
    swapped = lay_out(directions, lightness, warmth)
    assert swapped == pytest.approx(points[:, ::-1], abs=1e-9)


def test_figures_that_are_not_known_turn_nothing() -> None:
    directions, _, lightness = looks(20)
    unknown = np.full(20, np.nan)
    points = lay_out(directions, unknown, lightness)
    assert np.isfinite(points).all()
    assert np.corrcoef(points[:, 1], lightness)[0, 1] > 0


def test_beyond_the_landmarks_each_look_lies_where_its_like_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    directions, warmth, lightness = looks(240)
    whole = lay_out(directions, warmth, lightness)
    monkeypatch.setattr(layout, "LANDMARKS", 80)
    points = lay_out(directions, warmth, lightness)
    few, all_of_them = (trustworthiness(directions, p, n_neighbors=5) for p in (points, whole))
    assert few > all_of_them - 0.04
    assert moved(points, whole) < 0.5


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_a_few_looks_have_places(count: int) -> None:
    directions, warmth, lightness = looks(count) if count else (looks(1)[0][:0], FAR[:0], FAR[:0])
    points = lay_out(directions, warmth, lightness)
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert len(np.unique(points.round(6), axis=0)) == count
    columns, rows = grid_for(count)
    cells = in_cells(scaled(points, columns, rows), cells_of(columns, rows))
    assert len({tuple(cell) for cell in cells.tolist()}) == count


def test_looks_that_are_all_the_same_have_places() -> None:
    directions = np.repeat(looks(1)[0], 6, axis=0)
    points = lay_out(directions, np.zeros(6), np.zeros(6))
    assert (points == 0).all()
    cells = in_cells(scaled(points, 5, 3), cells_of(5, 3))
    assert len({tuple(cell) for cell in cells.tolist()}) == 6


def test_no_cell_is_taken_twice_and_the_ways_there_are_short() -> None:
    points = np.random.default_rng(4).normal(size=(40, 2))
    columns, rows = grid_for(40)
    places = scaled(points, columns, rows)
    cells = in_cells(places, cells_of(columns, rows))
    assert len({tuple(cell) for cell in cells.tolist()}) == 40
    assert cells.min() >= 0
    assert (cells.max(axis=0) <= (columns - 1, rows - 1)).all()
    ways = np.square(cells - places).sum()
    for seed in range(20):  # no exchange of two makes them shorter
        a, b = np.random.default_rng(seed).choice(40, 2, replace=False)
        other = cells.copy()
        other[[a, b]] = other[[b, a]]
        assert np.square(other - places).sum() >= ways - 1e-9


def test_the_grid_fills_from_the_top_left_with_up_at_the_top() -> None:
    corners = np.array([[-1, 2], [3, 2], [-1, -2], [3, -2]], float)
    assert scaled(corners, 5, 3).tolist() == [[0, 0], [4, 0], [0, 2], [4, 2]]


def test_more_looks_than_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="16 looks do not fit into 15 cells"):
        in_cells(np.zeros((16, 2)), cells_of(5, 3))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9, 17, 60, 150, 240])
def test_a_grid_has_room_and_gaps(count: int) -> None:
    columns, rows = grid_for(count)
    assert columns * rows >= 1.6 * count
    assert columns * rows <= max(15, 4 * count)


def test_the_spread_ones_leave_no_part_of_the_map_out() -> None:
    points = np.random.default_rng(5).normal(size=(600, 2))
    chosen = spread(points, 60)
    assert len(set(chosen.tolist())) == 60
    hole = cdist(points, points[chosen]).min(axis=1).max()
    others = np.random.default_rng(6)
    by_lot = [
        cdist(points, points[others.choice(600, 60, replace=False)]).min(axis=1).max()
        for _ in range(10)
    ]
    assert hole < min(by_lot)
    assert spread(points[:5], 60).tolist() == [0, 1, 2, 3, 4]
