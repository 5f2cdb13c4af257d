"""Looks as they are kept, and found again."""

from typing import Any

import numpy as np
import pytest

from catalog.models import Film, Still
from palettes import compute, search
from palettes.engine import LOOK_DISTANCES, LOOK_VERSION, Swatch, look_distance, look_of
from palettes.engine.looks.signature import shares_of
from palettes.index import version as index_version
from palettes.index.colours import Colours, pack_colours
from palettes.index.shelves import FIGURES, NEAR, Shelf
from palettes.index.signatures import Signatures
from palettes.models import Look
from palettes.search import by_colours, nearest

pytestmark = pytest.mark.django_db

TEAL, ORANGE = "#1f7a78", "#e08030"


def signature(subject: Still | Film) -> Any:
    look = subject.looks.get().engine_look()
    assert look is not None
    return look.signature


# --- Kept -----------------------------------------------------------------------------


def test_a_kept_look_is_the_pictures(make_still: Any) -> None:
    still = make_still(None, TEAL, ORANGE, computed=True)
    palette = still.palettes.get(recipe=compute.default_recipe())
    kept, made = still.looks.get().engine_look(palette), look_of(still.path)
    assert kept.statistics == made.statistics
    for key in LOOK_DISTANCES:
        assert look_distance(kept, made, key) == pytest.approx(0, abs=1e-9)


def test_a_films_look_is_made_of_its_stills_without_decoding(
    make_film: Any, make_still: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make_film()
    stills = [make_still(film, colour, computed=True) for colour in (TEAL, ORANGE)]
    monkeypatch.delattr(compute, "sample_picture")
    compute.compute_film(film)
    expected = shares_of(np.stack([signature(still) for still in stills])).mean(axis=0)
    assert shares_of(signature(film)) == pytest.approx(expected, abs=0.002)
    figures = film.looks.get().engine_look().statistics
    each = [still.looks.get().engine_look().statistics.lightness for still in stills]
    assert figures.lightness == pytest.approx(sum(each) / 2, abs=0.002)


def test_a_look_of_another_version_counts_as_missing(make_still: Any) -> None:
    still = make_still(computed=True)
    compute.compute_film(still.film)
    recipes = compute.stored_recipes()
    assert not compute.stills_lacking(recipes).exists()
    assert not compute.films_lacking(recipes[:1]).exists()
    Look.objects.update(look_version=LOOK_VERSION - 1)
    assert list(compute.stills_lacking(recipes)) == [still]
    assert list(compute.films_lacking(recipes[:1])) == [still.film]
    assert still.looks.get().engine_look() is None
    assert nearest(np.zeros(486, np.float32), 5) == []
    compute.compute_still(still)
    assert not compute.stills_lacking(recipes).exists()
    assert [one.id for one in nearest(signature(still), 5)] == [still.pk]


def test_a_palette_asked_for_alone_leaves_the_colours_to_search_by(make_still: Any) -> None:
    still = make_still(None, TEAL, computed=True)
    colours = bytes(still.looks.get().colours)
    compute.compute_still(still, [compute.resolve_recipe("median_cut-rgb-3")])
    assert colours == bytes(still.looks.get().colours) != b""


# --- Found by nearness ----------------------------------------------------------------


def test_the_nearest_come_first_with_their_distances(make_still: Any) -> None:
    stills = [make_still(None, colour, computed=True) for colour in (TEAL, "#287a70", ORANGE)]
    found = nearest(signature(stills[0]), 3)
    assert [one.id for one in found] == [still.pk for still in stills]
    assert [one.film_id for one in found] == [still.film_id for still in stills]
    looks = [still.looks.get().engine_look() for still in stills]
    expected = [look_distance(looks[0], look) for look in looks]
    assert [one.distance for one in found] == pytest.approx(expected, abs=1e-6)


def test_filters_apply_inside_the_search(make_film: Any, make_still: Any) -> None:
    one, two = make_film(), make_film()
    stills = [make_still(one, TEAL, computed=True) for _ in range(3)]
    other = make_still(two, ORANGE, computed=True)
    query = signature(stills[0])
    assert [x.id for x in nearest(query, 1, but_films=[one.pk])] == [other.pk]
    assert [x.id for x in nearest(query, 1, films={two.pk})] == [other.pk]
    assert [x.id for x in nearest(query, 9, allowed=[stills[1].pk])] == [stills[1].pk]
    assert nearest(query, 9, allowed=[]) == []
    asked = [(TEAL, None)]
    assert [x.id for x in by_colours(asked, 1, but_films=[one.pk])] == [other.pk]
    assert [x.id for x in by_colours(asked, 9, allowed=[other.pk])] == [other.pk]
    assert [x.id for x in by_colours(asked, 9, films=[two.pk])] == [other.pk]
    assert by_colours(asked, 9, films=[]) == []


def test_films_are_found_as_stills_are(make_still: Any) -> None:
    teal, orange = (make_still(None, colour, computed=True).film for colour in (TEAL, ORANGE))
    for film in (teal, orange):
        compute.compute_film(film)
    assert [x.id for x in nearest(signature(orange), 2, "films")] == [orange.pk, teal.pk]
    assert [x.id for x in by_colours([(TEAL, None)], 2, "films")] == [teal.pk, orange.pk]


def vectors(count: int, seed: int = 0) -> np.ndarray:
    dice = np.random.default_rng(seed)
    shares = dice.dirichlet(np.full(60, 0.1), count) @ dice.dirichlet(np.full(486, 0.02), 60)
    return np.sqrt(shares).astype(np.float16)


@pytest.mark.parametrize("masked", [False, True])
def test_no_neighbour_is_missed_among_many(masked: bool) -> None:
    whole = vectors(12_000)
    shelf, dice = Signatures(whole), np.random.default_rng(1)
    mask = dice.random(len(whole)) < 0.6 if masked else None
    for row in dice.integers(0, len(whole), 8):
        query = whole[row].astype(np.float32)
        away = np.sqrt(((whole.astype(np.float64) - query) ** 2).sum(axis=1)) / 2
        if mask is not None:
            away[~mask] = np.inf
        rows, distances = shelf.nearest(query, 10, mask)
        assert distances == pytest.approx(np.sort(away)[:10], abs=1e-5)
        assert away[rows] == pytest.approx(distances, abs=1e-5)


# --- Found by colours -----------------------------------------------------------------


def test_both_colours_must_be_there(make_still: Any) -> None:
    half = make_still(None, TEAL, ORANGE, computed=True)
    teal = make_still(None, TEAL, computed=True)
    make_still(None, ORANGE, computed=True)
    best, second, third = by_colours([(TEAL, 0.6), (ORANGE, 0.4)], 3)
    assert best.id == half.pk
    assert [part.hex for part in best.parts] == [TEAL, ORANGE]
    assert [part.share for part in best.parts] == pytest.approx([0.5, 0.5], abs=0.03)
    assert best.score > 0.85
    assert second.score < 0.2
    assert teal.pk in {second.id, third.id}


def test_the_share_asked_for_is_what_ranks(make_still: Any) -> None:
    much = make_still(None, TEAL, TEAL, TEAL, ORANGE, computed=True)
    little = make_still(None, ORANGE, ORANGE, ORANGE, TEAL, computed=True)
    asked = [(TEAL, 0.75), (ORANGE, 0.25)]
    assert [x.id for x in by_colours(asked, 2)] == [much.pk, little.pk]
    assert [x.id for x in by_colours([(c, 1 - s) for c, s in asked], 2)] == [little.pk, much.pk]


def test_greys_do_not_pass_for_teal_beside_another_colour(make_still: Any) -> None:
    grey = make_still(None, "#6f7f7f", ORANGE, computed=True)
    teal = make_still(None, "#2f8f8f", ORANGE, computed=True)
    assert [x.id for x in by_colours([("#208080", 0.5), (ORANGE, 0.5)], 2)] == [teal.pk, grey.pk]


def test_without_a_match_the_nearest_come(make_still: Any) -> None:
    far = make_still(None, "#202020", computed=True)
    near = make_still(None, "#20a060", computed=True)
    found = by_colours([("#20ff20", 0.5)], 5)
    assert [x.id for x in found] == [near.pk, far.pk]
    assert found[0].parts[0].share == 0


@pytest.mark.parametrize("query", [[], [(TEAL, 0)], [(TEAL, -0.5)], [(TEAL, 1.5)]])
def test_a_query_that_asks_for_nothing_is_refused(query: Any) -> None:
    with pytest.raises(ValueError, match="share"):
        by_colours(query, 3)


def test_nothing_is_found_in_an_empty_catalogue() -> None:
    assert by_colours([(TEAL, None)], 3) == []
    assert nearest(np.zeros(486, np.float32), 3) == []


def palettes_at_random(count: int) -> list[bytes]:
    dice = np.random.default_rng(3)
    made = []
    for _ in range(count):
        colours = dice.integers(0, 1 << 24, 8)
        shares = dice.dirichlet(np.ones(8))
        made.append(
            pack_colours([Swatch(f"#{c:06x}", s) for c, s in zip(colours, shares, strict=True)])
        )
    return made


@pytest.mark.parametrize("query", [[(TEAL, None)], [(TEAL, 0.3), (ORANGE, 0.2)]])
def test_the_quick_scores_find_what_all_exact_ones_would(query: Any) -> None:
    packed = palettes_at_random(6000)
    blank = np.zeros(486, "<f2").tobytes()
    none = [None] * len(FIGURES)
    shelf = Shelf([(n, n % 50, LOOK_VERSION, blank, one, *none) for n, one in enumerate(packed)])
    found = shelf.by_colours(query, 10, None, None)
    exact, _ = Colours(packed).exact_scores(query, np.arange(6000))
    assert [x.score for x in found] == pytest.approx(np.sort(exact)[::-1][:10])
    once = shelf.by_colours(query, 50, None, 1)
    assert len({x.film_id for x in once}) == len(once) == 50


# --- Following the catalogue ----------------------------------------------------------


def test_a_request_asks_one_small_question(make_still: Any, django_assert_num_queries: Any) -> None:
    query = signature(make_still(computed=True))
    nearest(query, 1)
    with django_assert_num_queries(1) as captured:
        nearest(query, 1)
    assert "COUNT" not in captured[0]["sql"]


def test_the_version_grows_with_every_change(
    make_film: Any, make_still: Any, django_capture_on_commit_callbacks: Any
) -> None:
    versions = [index_version.current()]
    still = make_still(computed=True)
    versions.append(index_version.current())
    compute.compute_film(still.film)
    versions.append(index_version.current())
    film = still.film
    with django_capture_on_commit_callbacks(execute=True):
        still.delete()
    versions.append(index_version.current())
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    versions.append(index_version.current())
    assert versions == sorted(set(versions))


def test_a_large_index_is_read_beside_the_request(
    make_still: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_still(None, TEAL, computed=True)
    assert len(by_colours([(TEAL, None)], 5)) == 1
    monkeypatch.setattr(search, "AT_ONCE", 0)
    started = []

    class Beside:
        def __init__(self, target: Any, args: Any, daemon: bool) -> None:
            self.run = lambda: target(*args)

        def start(self) -> None:
            started.append(self)

    monkeypatch.setattr(search.threading, "Thread", Beside)
    monkeypatch.setattr(search.connection, "close", lambda: None)
    make_still(None, TEAL, computed=True)
    assert [x.id for x in by_colours([(TEAL, None)], 5)] == [first.pk]
    by_colours([(TEAL, None)], 5)
    (beside,) = started
    beside.run()
    assert len(by_colours([(TEAL, None)], 5)) == 2


# --- At most so many of a film, counted, by mood ---------------------------------------


def test_a_film_gives_its_best_stills_and_no_more_than_asked(make_film, make_still) -> None:
    film = make_film()
    stills = [
        make_still(film, *colours, computed=True)
        for colours in ((TEAL,), (TEAL, "#101010"), (TEAL, "#101010", "#c0c0c0"))
    ]
    other = make_still(None, "#204040", computed=True)
    asked = [(TEAL, 1.0)]
    assert [x.id for x in by_colours(asked, 9)] == [*(s.pk for s in stills), other.pk]
    assert [x.id for x in by_colours(asked, 9, per_film=2)] == [
        *(s.pk for s in stills[:2]),
        other.pk,
    ]
    assert [x.id for x in by_colours(asked, 9, per_film=1)] == [stills[0].pk, other.pk]


def test_parts_add_up_and_name_the_swatches_they_rest_on(make_still: Any) -> None:
    make_still(None, TEAL, "#1f8080", ORANGE, "#101010", computed=True)
    (found,) = by_colours([(TEAL, 0.3), ("#1f8080", 0.3), (ORANGE, 0.2)], 1)
    assert found.share == pytest.approx(0.75, abs=0.03)
    assert [part.share for part in found.parts] == pytest.approx([0.25] * 3, abs=0.02)
    assert ORANGE in found.near
    assert "#101010" not in found.near


@pytest.mark.parametrize("hues", [[TEAL], [TEAL, ORANGE]])
def test_what_holds_every_colour_is_counted_swatch_by_swatch(hues: list[str]) -> None:
    packed = palettes_at_random(4000)
    blank = np.zeros(486, "<f2").tobytes()
    none = [None] * len(FIGURES)
    shelf = Shelf([(n, n % 50, LOOK_VERSION, blank, one, *none) for n, one in enumerate(packed)])
    lab = shelf.colours.oklab
    expected = np.ones(4000, bool)
    for colour in hues:
        step = (lab - Swatch(colour, 1.0).oklab) * (0.6, 1.6, 1.6)
        expected &= (np.linalg.norm(step, axis=2) < NEAR).any(axis=1)
    assert expected.any()
    assert (shelf.holding([(colour, None) for colour in hues]) == expected).all()


def test_moods_rank_by_their_figure_and_are_counted(make_still: Any) -> None:
    dark = make_still(None, "#181818", "#202020", computed=True)
    darker = make_still(None, "#080808", "#101010", computed=True)
    vivid = make_still(None, "#e01010", "#10c010", computed=True)
    assert [x.id for x in search.by_mood("dark", 5)] == [darker.pk, dark.pk]
    assert [x.id for x in search.by_mood("dark", 5, films=[dark.film_id])] == [dark.pk]
    assert [x.id for x in search.by_mood("vivid", 5)] == [vivid.pk]
    assert search.by_mood("vivid", 5, moods=["dark"]) == []
    figure = search.by_mood("dark", 1)[0].figure
    assert figure == pytest.approx(darker.looks.get().lightness)
    counts = search.count_moods()
    assert (counts["dark"], counts["vivid"], counts["bright"]) == (2, 1, 1)
    assert search.count_moods(moods=["dark"])["vivid"] == 0
    assert search.count() == 3
    assert search.count(moods=["dark"], films=[dark.film_id]) == 1
    assert search.count(query=[("#e01010", None), ("#10c010", 0.2)]) == 1
