"""The cache in files stays within its bound without counting at every write."""

from pathlib import Path
from typing import Any

import pytest

from config.file_cache import EVERY, FileCache

MOST = 100


@pytest.fixture
def cache(tmp_path: Path) -> FileCache:
    return FileCache(str(tmp_path), {"max_entries": MOST})


def test_it_gives_back_what_it_was_given(cache: FileCache) -> None:
    cache.set("a", {"b": 1})
    assert cache.get("a") == {"b": 1}
    assert cache.get("c", "none") == "none"


def test_it_stays_near_its_bound(cache: FileCache, tmp_path: Path) -> None:
    for number in range(4 * MOST):
        cache.set(str(number), number)
    assert len(list(tmp_path.iterdir())) <= MOST + EVERY
    assert cache.get(str(4 * MOST - 1)) == 4 * MOST - 1


def test_it_seldom_counts(cache: FileCache, monkeypatch: Any) -> None:
    counted = []

    def none(self: FileCache) -> list[str]:
        counted.append(self)
        return []

    monkeypatch.setattr(FileCache, "_list_cache_files", none)
    for number in range(2 * EVERY):
        cache.set(str(number), number)
    assert len(counted) == 2
