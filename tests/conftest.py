"""What most tests need: pictures they make themselves, and a catalogue with some of them."""

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings as django_settings
from PIL import Image

from catalog.ingestion import images, storage
from catalog.models import Film, Still
from palettes import compute

MakePicture = Callable[..., Path]
MakeStill = Callable[..., Still]

_numbers = itertools.count(1)

LONG = ("test_crash_benchmark.py", "test_serve.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones: at the end they would run alone, on one of two processors."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path, settings: object) -> None:
    """Every test keeps its files to itself."""
    settings.MEDIA_ROOT = str(tmp_path / "media")  # type: ignore[attr-defined]


@pytest.fixture
def make_picture(tmp_path: Path) -> MakePicture:
    """Write a picture of flat colours side by side (with a little noise, so no two are alike)."""

    def make(
        *colours: str, size: tuple[int, int] = (96, 54), name: str = "", **save: object
    ) -> Path:
        number = next(_numbers)
        colours = colours or ("#803020", "#204060", "#d0c0a0")
        pixels = np.zeros((size[1], size[0], 3), np.uint8)
        for part, colour in zip(
            np.array_split(np.arange(size[0]), len(colours)), colours, strict=True
        ):
            pixels[:, part] = tuple(bytes.fromhex(colour.lstrip("#")))
        pixels[0, 0] = (number % 256, number // 256 % 256, 77)
        path = tmp_path / (name or f"picture-{number}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(path, **save)
        return path

    return make


@pytest.fixture
def make_film(db: object) -> Callable[..., Film]:
    """A film with a number in its title, or with the facts given."""

    def make(title: str = "", **facts: object) -> Film:
        return Film.objects.create(title=title or f"Film {next(_numbers)}", **facts)

    return make


@pytest.fixture
def make_still(db: object, make_picture: MakePicture, make_film: Callable[..., Film]) -> MakeStill:
    """A stored still, with its file; ``computed`` gives it its palettes and look."""

    def make(
        film: Film | None = None,
        *colours: str,
        computed: bool = False,
        path: Path | None = None,
        **facts: object,
    ) -> Still:
        film = film or make_film()
        content = (path or make_picture(*colours)).read_bytes()
        picture = images.verify(content)
        still = Still.objects.create(
            film=film,
            position=film.stills.count() + 1,
            image=storage.store(content, picture.sha256, picture.extension),
            sha256=picture.sha256,
            width=picture.width,
            height=picture.height,
            **facts,
        )
        if computed:
            compute.compute_still(still)
        return still

    return make


@pytest.fixture
def recipes() -> list[str]:
    """The stored recipes, the default first."""
    return list(django_settings.PALETTE_RECIPES)
