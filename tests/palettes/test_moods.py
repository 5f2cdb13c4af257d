"""Moods are what they say: the same stills by the database, by the search and by the figures."""

from typing import Any

import pytest

from catalog.models import Film, Still
from catalog.moods import MOODS
from palettes import compute
from palettes.models import Look
from palettes.search import by_colours, nearest

pytestmark = pytest.mark.django_db

PICTURES = {
    "night": ("#101820", "#182838", "#0c1014"),
    "noon": ("#f0ece0", "#e8d8b8", "#d8e4ec"),
    "neon": ("#e02080", "#2040e0", "#101018"),
    "fire": ("#c05010", "#e08020", "#602008"),
    "sea": ("#1060a0", "#40a0d0", "#083858"),
    "grey": tuple(f"#{v:02x}{v:02x}{v:02x}" for v in range(16, 240, 8)),
}


@pytest.fixture
def stills(make_still: Any) -> dict[str, Still]:
    return {name: make_still(None, *colours, computed=True) for name, colours in PICTURES.items()}


def test_figures_stand_in_columns_of_their_own(stills: dict[str, Still]) -> None:
    for look in Look.objects.filter(still__isnull=False):
        for key in ("lightness", "contrast", "chroma", "chroma_p95", "warmth", "hue"):
            assert getattr(look, key) == look.statistics[key]


@pytest.mark.parametrize("key", MOODS)
def test_database_and_search_tell_a_mood_by_its_bound(key: str, stills: dict[str, Still]) -> None:
    mood = MOODS[key]
    least = float("-inf") if mood.least is None else mood.least
    most = float("inf") if mood.most is None else mood.most
    expected = {
        look.still_id
        for look in Look.objects.filter(still__isnull=False)
        if least <= look.statistics[mood.figure] <= most
    }
    assert 0 < len(expected) < len(stills)
    assert set(Still.objects.filter(mood.of()).values_list("pk", flat=True)) == expected
    found = by_colours([("#808080", None)], 20, moods=[key])
    assert {one.id for one in found} == expected
    signature = stills["sea"].looks.get().engine_look().signature  # type: ignore[union-attr]
    assert {one.id for one in nearest(signature, 20, moods=[key])} == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("night", "dark"),
        ("noon", "bright"),
        ("neon", "vivid"),
        ("fire", "warm"),
        ("sea", "cool"),
        ("grey", "monochrome"),
        ("grey", "muted"),
        ("grey", "high-contrast"),
    ],
)
def test_moods_say_what_anybody_would(name: str, key: str, stills: dict[str, Still]) -> None:
    assert Still.objects.filter(MOODS[key].of(), pk=stills[name].pk).exists()


def test_opposite_moods_share_no_still(stills: dict[str, Still]) -> None:
    for one, other in (("muted", "vivid"), ("dark", "bright"), ("warm", "cool")):
        assert not Still.objects.filter(MOODS[one].of(), MOODS[other].of()).exists()


def test_a_film_without_a_look_has_no_mood(make_film: Any, make_still: Any) -> None:
    film = make_film()
    for mood in MOODS.values():
        assert not Film.objects.filter(mood.of()).exists()
    make_still(film, "#101820", computed=True)
    compute.compute_film(film)
    assert list(Film.objects.filter(MOODS["dark"].of())) == [film]
