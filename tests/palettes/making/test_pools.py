"""A still's colours as kept: its film's palette is the same, and nothing is decoded again."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from catalog.ingestion.service import ingest
from catalog.models import Film, Still
from palettes import compute
from palettes.engine import extract_film_palette, pool_samples, sample_picture
from palettes.making.pools import pack, unpack
from palettes.models import Look, Palette


def scene(path: Path, seed: int) -> Path:
    random = np.random.default_rng(seed)
    ground = random.integers(30, 200, 3) + random.normal(0, 12, (90, 160, 3))
    ground[20:28, 30:44] = (200, 20, 40)
    Image.fromarray(ground.clip(0, 255).astype(np.uint8)).save(path, quality=95)
    return path


def test_a_pool_comes_back_as_it_was(tmp_path: Path) -> None:
    sample = sample_picture(scene(tmp_path / "a.png", 1))
    whole, kept = pool_samples([sample]), unpack(pack(sample))
    assert np.array_equal(kept.pixels, whole.pixels)
    assert kept.weights == pytest.approx(whole.weights, abs=1e-7)
    assert kept.coherence == pytest.approx(whole.coherence, abs=1e-6)
    assert len(pack(sample)) < 30_000


def test_what_is_no_pool_is_refused() -> None:
    with pytest.raises(ValueError, match="buffer"):
        unpack(b"nonsense")


def test_a_films_palette_of_kept_pools_is_that_of_its_pictures(tmp_path: Path) -> None:
    samples = [sample_picture(scene(tmp_path / f"{n}.png", n)) for n in range(4)]
    whole = extract_film_palette(samples).swatches
    kept = extract_film_palette([unpack(pack(sample)) for sample in samples]).swatches
    assert len(kept) == len(whole)
    for one, two in zip(kept, whole, strict=True):
        assert one.oklab == pytest.approx(two.oklab, abs=0.02)
        assert one.share == pytest.approx(two.share, abs=0.02)


@pytest.mark.django_db
def test_a_film_is_computed_again_without_decoding(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = tmp_path / "stalker"
    folder.mkdir()
    for n in range(3):
        scene(folder / f"{n}.jpg", n)
    list(ingest([str(folder)]))
    film = Film.objects.get()
    before = film.palettes.get().swatches
    decoded: list[Any] = []
    monkeypatch.setattr(
        compute, "sample_picture", lambda path: decoded.append(path) or sample_picture(path)
    )
    compute.compute_film(film)
    assert decoded == []
    assert film.palettes.get().swatches == before
    Look.objects.filter(still=Still.objects.first()).update(pool=b"")
    compute.compute_film(film)
    assert len(decoded) == 1


@pytest.mark.django_db
def test_computing_again_keeps_the_rows(
    tmp_path: Path, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = tmp_path / "stalker"
    folder.mkdir()
    scene(folder / "1.jpg", 1)
    list(ingest([str(folder)]))
    still = Still.objects.get()
    rows = list(Palette.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(6):
        compute.compute_still(still)
    assert list(Palette.objects.values_list("pk", flat=True)) == rows
    assert Look.objects.filter(still=still).count() == 1
