"""Lines of charts, as short as SVG can say them."""

import re

import numpy as np
import pytest

from palettes.charts.lines import line


def points_of(path: str) -> np.ndarray:
    """Where a path of one start and relative steps goes, (n, 2)."""
    assert re.fullmatch(r"M[\d .-]+(l[\d .-]+)?", path)
    numbers = [float(text) for text in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]
    return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0)


@pytest.mark.parametrize("steps", [1, 10])
def test_a_line_of_steps_goes_through_every_point_of_its_grid(steps: int) -> None:
    points = np.random.default_rng(3).normal(0, 40, (400, 2))
    points[::7] *= 0.001  # many small ones, whose leading zeros are left out
    drawn = points_of(line(points.tolist(), steps))
    assert drawn == pytest.approx(points, abs=0.5 / steps + 1e-6)


def test_one_point_is_no_line() -> None:
    assert line([(3.04, -2)], 10) == "M3 -2"
