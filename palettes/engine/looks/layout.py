"""Looks laid out on a plane, so that near on the map is near in look.

Multidimensional scaling by SMACOF (de Leeuw 1977; Borg and Groenen 2005, chapter 8) of the
squared signature distances, from classical scaling as its start: no dice are thrown. Squared,
because signature distances bunch around 0.7, and what is nearer should stand out. Beyond
``LANDMARKS`` looks only so many are laid out, and each of the others where it has the least
stress among them (after de Silva and Tenenbaum 2004): time grows with n, not with its square.
The map is then turned and mirrored, never stretched, towards two figures of the looks.

It keeps neighbours better than two principal components do, and one look less moves the others
little: docs/looks.md has the figures.
"""

from typing import Final
from zlib import crc32

import numpy as np
from scipy.linalg import orthogonal_procrustes
from scipy.optimize import linear_sum_assignment

from palettes.engine.arrays import Floats, Ints, squared_distances
from palettes.engine.looks.signature import Signature
from palettes.engine.methods.one_thread import one_thread

LANDMARKS: Final = 300
STEPS: Final = 300  # of SMACOF, at most
SETTLED: Final = 1e-5  # a fall of the stress, relative, that is not worth another step
PLACING: Final = 15  # steps that place a look among the landmarks
AT_ONCE: Final = 2000  # looks placed in one go: 6 MB for each array

COLUMNS: Final = (5, 6, 8, 9, 11, 12, 15, 18, 21, 24)
"""Of grids, with two rows for three columns. Steps, so that one more look seldom changes them."""

ROOM: Final = 1.6  # cells for each look, so that gaps show where the looks leave some


def lay_out(directions: Signature, right: Floats, up: Floats) -> Floats:
    """Places (n, 2) of n looks, x to the right and y upwards; their root mean square is 1.

    ``directions`` (n, d) are signatures as ``placed`` gives them, ``right`` and ``up`` (n,)
    figures: the map is turned so that they grow that way as far as it lets them. NaN says
    nothing. The same looks give the same places, in whatever order they come.
    """
    count = len(directions)
    if count < 2:
        return np.zeros((count, 2))
    vectors = directions.astype(np.float64)
    order = np.array([crc32(row.tobytes()) for row in directions]).argsort(kind="stable")
    chosen, others = order[:LANDMARKS], order[LANDMARKS:]
    points = np.zeros((count, 2))
    with one_thread():
        landmarks = vectors[chosen]
        settled = _majorized(_dissimilarities(landmarks, landmarks), _principal(landmarks))
        points[chosen] = settled
        for start in range(0, len(others), AT_ONCE):
            rows = others[start : start + AT_ONCE]
            points[rows] = _among(settled, _dissimilarities(vectors[rows], landmarks))
        turned = _turned(points, right, up)
    spread = float(np.sqrt(np.square(turned).sum() / count))
    places: Floats = turned / spread if spread > 1e-12 else np.zeros((count, 2))
    return places


def _dissimilarities(a: Floats, b: Floats) -> Floats:
    """Squared signature distances (n, m) of directions: half the chord, squared."""
    chord = np.square(a).sum(axis=1)[:, None] + np.square(b).sum(axis=1) - 2 * (a @ b.T)
    quarter: Floats = np.maximum(chord, 0.0) / 4
    return quarter


def _principal(vectors: Floats) -> Floats:
    """Classical scaling: the first two principal components (n, 2)."""
    left, sizes, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
    points = np.zeros((len(vectors), 2))
    points[:, : len(sizes)] = (left * sizes)[:, :2]
    return points


def _majorized(wanted: Floats, points: Floats) -> Floats:
    """Places with the least stress that is reached from ``points``: Guttman transforms."""
    apart = np.sqrt(squared_distances(points, points))
    if not apart.any() or not wanted.any():
        return np.zeros_like(points)
    points = points * (wanted * apart).sum() / np.square(apart).sum()
    last = np.inf
    for _ in range(STEPS):
        apart = np.sqrt(squared_distances(points, points))
        stress = float(np.square(wanted - apart).sum())
        if last - stress <= SETTLED * stress:
            break
        last = stress
        pull = _ratios(wanted, apart)
        points = (points * pull.sum(axis=1, keepdims=True) - pull @ points) / len(points)
    return points


def _among(landmarks: Floats, wanted: Floats) -> Floats:
    """Where looks with dissimilarities (m, l) to landmarks (l, 2) have the least stress."""
    near = np.argsort(wanted, axis=1, kind="stable")[:, :3]
    points: Floats = landmarks[near].mean(axis=1)
    middle = landmarks.mean(axis=0)
    for _ in range(PLACING):
        pull = _ratios(wanted, np.sqrt(squared_distances(points, landmarks)))
        away = points * pull.sum(axis=1, keepdims=True) - pull @ landmarks
        points = middle + away / len(landmarks)
    return points


def _ratios(wanted: Floats, apart: Floats) -> Floats:
    ratios: Floats = np.divide(wanted, apart, out=np.zeros_like(wanted), where=apart > 1e-9)
    return ratios


def _turned(points: Floats, right: Floats, up: Floats) -> Floats:
    """Points turned and mirrored so that x follows ``right`` and y follows ``up`` best."""
    target = np.column_stack([_standard(right), _standard(up)])
    centred = points - points.mean(axis=0)
    turn, _ = orthogonal_procrustes(centred, target)
    turned: Floats = centred @ turn
    return turned


def _standard(figure: Floats) -> Floats:
    known = np.isfinite(figure)
    if not known.any():
        return np.zeros(len(figure))
    centred = np.where(known, figure, figure[known].mean()) - figure[known].mean()
    spread = centred.std()
    return centred / spread if spread > 1e-12 else np.zeros(len(figure))


def grid_for(count: int) -> tuple[int, int]:
    """Columns and rows of a grid with room for ``count`` looks: the largest is for 240."""
    if count < 3:
        return COLUMNS[0], 1
    grids = [(columns, round(columns * 2 / 3)) for columns in COLUMNS]
    return next((grid for grid in grids if grid[0] * grid[1] >= ROOM * count), grids[-1])


def scaled(points: Floats, columns: int, rows: int) -> Floats:
    """Points (n, 2), y upwards, to fill a grid: in cells from the top left, y downwards."""
    down = points * (1.0, -1.0)
    if not len(down):
        return down
    low, extent = down.min(axis=0), np.ptp(down, axis=0)
    flat = extent < 1e-9
    part = np.where(flat, 0.5, (down - low) / np.where(flat, 1.0, extent))
    filling: Floats = part * (columns - 1, rows - 1)
    return filling


def cells_of(columns: int, rows: int) -> Ints:
    """All cells (columns x rows, 2) of a grid: column and row."""
    across, down = np.meshgrid(np.arange(columns), np.arange(rows))
    return np.column_stack([across.ravel(), down.ravel()]).astype(np.int64)


def in_cells(places: Floats, cells: Ints) -> Ints:
    """One of ``cells`` (m, 2) of its own for each of ``places`` (n, 2): (n, 2).

    The sum of the squared ways there is least. Raises ValueError for more places than cells.
    """
    if len(places) > len(cells):
        raise ValueError(f"{len(places)} looks do not fit into {len(cells)} cells")
    ways = squared_distances(places, cells.astype(np.float64))
    taken: Ints = cells[linear_sum_assignment(ways)[1]]
    return taken


def spread(points: Floats, count: int) -> Ints:
    """Rows of ``count`` points (n, 2), spread evenly: each the farthest from those before."""
    if len(points) <= count:
        return np.arange(len(points))
    chosen = [int(np.square(points).sum(axis=1).argmin())]
    away = squared_distances(points, points[chosen])[:, 0]
    while len(chosen) < count:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, squared_distances(points, points[chosen[-1:]])[:, 0])
    return np.sort(np.array(chosen, np.int64))
