"""A film's palette: its stills pooled, without losing what is small and comes back."""

import numpy as np
import pytest
from PIL import Image

from palettes.engine import EngineError, extract_film_palette, extract_palette, sample_picture
from palettes.engine.sampling import Sample


def still(*spots: str, seed: int = 0) -> Sample:
    """A noisy grey-green frame with a compact spot (about 1 %) of each colour."""
    random = np.random.default_rng(seed)
    base = np.linspace(60, 130, 320)[None, :, None] * np.array([0.9, 1.0, 0.92])
    pixels = base + random.normal(0, 5, (180, 320, 3))
    for number, colour in enumerate(spots):
        left = 30 + 70 * number
        pixels[60:84, left : left + 24] = tuple(bytes.fromhex(colour.lstrip("#")))
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return sample_picture(picture)


def near(hex_: str, red: int, green: int, blue: int, within: int = 40) -> bool:
    found = np.frombuffer(bytes.fromhex(hex_[1:]), np.uint8).astype(int)
    return bool(np.abs(found - (red, green, blue)).max() <= within)


def test_an_accent_of_one_still_in_many_is_kept_with_its_true_share() -> None:
    samples = [still("#d01818", seed=1), *(still(seed=n) for n in range(2, 12))]
    palette = extract_film_palette(samples)
    red = [swatch for swatch in palette.swatches if near(swatch.hex, 0xD0, 0x18, 0x18)]
    assert len(red) == 1
    assert red[0].accent
    assert red[0].share == pytest.approx(0.01 / 11, rel=0.3)


def test_shares_sum_to_one_and_are_in_order() -> None:
    samples = [still("#d01818", "#1830d0", "#e8d020", seed=n) for n in range(3)]
    shares = [swatch.share for swatch in extract_film_palette(samples).swatches]
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    assert shares == sorted(shares, reverse=True)


def test_at_most_two_are_added() -> None:
    colours = ("#d01818", "#1830d0", "#e8d020", "#d020c0", "#20d0d0", "#f08010")
    samples = [still(colour, seed=n) for n, colour in enumerate(colours)]
    assert len(extract_film_palette(samples, "accent-oklab-5").swatches) <= 7


def test_no_accent_of_a_film_stands_for_next_to_nothing() -> None:
    # The second accent lies between the first and the rest, and takes of the first one's share.
    samples = [still("#d01818", "#c83048", seed=1), *(still(seed=n) for n in range(2, 16))]
    palette = extract_film_palette(samples)
    assert min(swatch.share for swatch in palette.swatches) >= 0.0005


def test_a_film_without_accents_is_its_pool() -> None:
    samples = [still(seed=n) for n in range(4)]
    palette = extract_film_palette(samples, "kmeans-oklab-6")
    assert len(palette.swatches) == 6
    assert palette.accents == ()


def test_one_still_is_its_own_film() -> None:
    sample = still("#d01818")
    film = {s.hex for s in extract_film_palette([sample]).swatches}
    assert len(film) >= len(extract_palette(sample).swatches) - 1


def test_the_same_stills_give_the_same_palette() -> None:
    samples = [still("#d01818", "#e8d020", seed=n) for n in range(4)]
    assert extract_film_palette(samples).swatches == extract_film_palette(samples).swatches


def test_no_stills_are_an_error() -> None:
    with pytest.raises(EngineError):
        extract_film_palette([])
