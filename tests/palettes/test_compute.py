import hashlib

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Film, Still
from catalog.signals import Compute, still_stored, stills_changed
from palettes import compute
from palettes.engine import ENGINE_VERSION, EngineError, Recipe, extract_palette
from palettes.looking import fingerprints
from palettes.models import Look, Palette

pytestmark = pytest.mark.django_db


def test_a_still_gets_its_palettes_and_its_look(make_still, recipes) -> None:
    still = make_still()
    compute.compute_still(still)
    assert sorted(p.recipe for p in still.palettes.all()) == sorted(recipes)
    assert still.looks.get().column_count == 1


def test_what_is_kept_is_what_the_engine_says(make_still) -> None:
    still = make_still()
    (kept,) = compute.compute_still(still, [Recipe.parse("kmeans-rgb-2")])
    said = extract_palette(still.path, "kmeans-rgb-2")
    assert kept.colours == list(said.swatches)
    assert kept.fit == said.measures.fit
    assert kept.engine_version == ENGINE_VERSION


def test_computing_twice_keeps_one_row(make_still) -> None:
    still = make_still()
    compute.compute_still(still)
    before = set(Palette.objects.values_list("pk", flat=True))
    compute.compute_still(still)
    assert set(Palette.objects.values_list("pk", flat=True)) == before
    assert Look.objects.count() == 1


def test_a_films_stills_count_the_same_whatever_their_size(
    make_film, make_still, make_picture
) -> None:
    film = make_film()
    make_still(film, path=make_picture("#000000", size=(64, 36)))
    make_still(film, path=make_picture("#ffffff", size=(640, 360)))
    (palette,) = compute.compute_film(film, [Recipe.parse("kmeans-oklab-2")])
    assert [round(swatch.share, 1) for swatch in palette.colours] == [0.5, 0.5]


def test_a_film_without_stills_has_no_palette(make_still) -> None:
    still = make_still()
    compute.compute_film(still.film)
    still.film.stills.all().delete()
    assert compute.compute_film(still.film) == []
    assert not still.film.palettes.exists()
    assert not still.film.looks.exists()


def test_a_fingerprint_has_a_column_for_each_still(make_film, make_still) -> None:
    film = make_film()
    for colour in ("#ff0000", "#00ff00", "#0000ff"):
        make_still(film, colour)
    compute.compute_film(film)
    look = film.looks.get()
    assert look.column_count == 3
    assert fingerprints.png(look).startswith(b"\x89PNG")
    assert look.digest == hashlib.sha256(bytes(look.fingerprint)).hexdigest()[:12]


def test_a_lost_original_is_left_out_of_its_film(make_film, make_still, caplog) -> None:
    film = make_film()
    make_still(film, "#ff0000").path.unlink()
    make_still(film, "#00ff00")
    (palette,) = compute.compute_film(film)
    assert film.looks.get().column_count == 1
    assert palette.colours[0].hex == "#00ff00"
    assert "left out" in caplog.text


def test_an_impossible_stored_recipe_is_an_error(settings) -> None:
    settings.PALETTE_RECIPES = ["nonsense-oklab-8"]
    with pytest.raises(EngineError, match="choose"):
        compute.stored_recipes()


def test_the_signal_computes_now_later_or_never(make_still, mailoutbox) -> None:
    from django_tasks_db.models import DBTaskResult

    still = make_still()
    still_stored.send(sender=Still, still=still, compute=Compute.NEVER)
    assert (still.palettes.count(), DBTaskResult.objects.count()) == (0, 0)
    still_stored.send(sender=Still, still=still, compute=Compute.LATER)
    stills_changed.send(sender=Film, film=still.film, compute=Compute.LATER)
    assert (still.palettes.count(), DBTaskResult.objects.count()) == (0, 2)
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert still.palettes.count() == 5
    assert still.film.palettes.count() == 1


def make_empty(still: Still) -> None:
    """Let a still be one that was stored when pictures with nothing to see were taken."""
    from PIL import Image

    Image.new("RGBA", (32, 32), (0, 0, 0, 0)).save(still.path, "PNG")


def test_a_picture_without_colours_leaves_the_still_stored(make_still, caplog) -> None:
    still = make_still()
    make_empty(still)
    still_stored.send(sender=Still, still=still, compute=Compute.NOW)
    assert Still.objects.filter(pk=still.pk).exists()
    assert "no palette of still" in caplog.text


def test_palettes_made_beside_storing_are_those_made_alone_and_in_order(make_still) -> None:
    stills = [make_still() for _ in range(4)]
    for still in stills:
        still_stored.send(sender=Still, still=still, compute=Compute.SOON)
    assert not stills[-1].palettes.exists()  # the last waits for what follows
    stills_changed.send(sender=Film, film=stills[-1].film, compute=Compute.NOW)
    kept = Palette.objects.filter(still__in=stills).order_by("pk")
    assert [row.still_id for row in kept] == [still.pk for still in stills for _ in range(5)]
    looks = Look.objects.filter(still__in=stills).order_by("pk")
    assert [row.still_id for row in looks] == [still.pk for still in stills]
    beside = {row.pk: (row.swatches, row.fit, row.note) for row in kept}
    pools = [(bytes(row.pool), bytes(row.signature), row.statistics) for row in looks]
    for still in stills:
        compute.compute_still(still)
    assert {row.pk: (row.swatches, row.fit, row.note) for row in kept.all()} == beside
    assert [(bytes(r.pool), bytes(r.signature), r.statistics) for r in looks.all()] == pools


def test_one_still_that_fails_beside_others_holds_up_none(make_still, caplog) -> None:
    before, glass = make_still(), make_still()
    make_empty(glass)
    gone, after = make_still(None, "#123456", "#654321"), make_still()
    gone.path.unlink()
    for still in (before, glass, gone, after):
        still_stored.send(sender=Still, still=still, compute=Compute.SOON)
    stills_changed.send(sender=Film, film=after.film, compute=Compute.LATER)
    assert [still.palettes.count() for still in (before, glass, gone, after)] == [5, 0, 0, 5]
    assert f"no palette of still {glass.pk}" in caplog.text
    assert f"no palette of still {gone.pk}" in caplog.text


def test_palettes_without_a_look_are_replaced(make_still) -> None:
    still = make_still(computed=True)
    before = set(still.palettes.values_list("pk", flat=True))
    still.looks.all().delete()
    compute.compute_still(still)
    assert set(still.palettes.values_list("pk", flat=True)) == before
    assert still.looks.count() == 1


def test_tasks_survive_rows_that_are_gone() -> None:
    from palettes.tasks import compute_film, compute_still

    compute_still.func(12345)
    compute_film.func(12345)


# --- compute_palettes -----------------------------------------------------------------


def test_by_default_only_what_is_missing_is_computed(make_still, capsys) -> None:
    done, missing = make_still(computed=True), make_still()
    compute.compute_film(done.film)
    stamp = done.palettes.first().computed_at
    call_command("compute_palettes")
    assert "1 still and 1 film computed" in capsys.readouterr().out
    assert missing.palettes.count() == 5
    assert missing.film.palettes.count() == 1
    assert done.palettes.first().computed_at == stamp
    call_command("compute_palettes")
    assert "0 stills and 0 films computed" in capsys.readouterr().out


def test_palettes_of_another_engine_version_count_as_missing(make_still, capsys) -> None:
    still = make_still(computed=True)
    compute.compute_film(still.film)
    still.palettes.update(engine_version=0)
    call_command("compute_palettes")
    assert "1 still and 1 film" in capsys.readouterr().out
    assert set(still.palettes.values_list("engine_version", flat=True)) == {ENGINE_VERSION}


def test_a_named_recipe_is_computed_for_stills_and_films(make_still, capsys) -> None:
    still = make_still(computed=True)
    call_command("compute_palettes", "--recipe", "median_cut-rgb-3", "--film", still.film.slug)
    assert still.palettes.filter(recipe="median_cut-rgb-3").exists()
    assert still.film.palettes.filter(recipe="median_cut-rgb-3").exists()


def test_later_queues_what_is_missing(make_still, capsys) -> None:
    from django_tasks_db.models import DBTaskResult

    still = make_still()
    call_command("compute_palettes", "--later")
    assert "1 still and 1 film queued" in capsys.readouterr().out
    assert DBTaskResult.objects.count() == 2
    assert not still.palettes.exists()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    assert still.palettes.count() == 5
    call_command("compute_palettes", "--later")
    assert capsys.readouterr().out == ""


def test_all_computes_everything_again(make_still, capsys) -> None:
    still = make_still(computed=True)
    stamp = still.palettes.first().computed_at
    call_command("compute_palettes", "--all")
    assert still.palettes.first().computed_at > stamp


def test_an_unknown_film_or_recipe_is_refused(make_still) -> None:
    with pytest.raises(CommandError, match="nobody"):
        call_command("compute_palettes", "--film", "nobody")
    with pytest.raises(CommandError, match=r"choose .*kmeans"):
        call_command("compute_palettes", "--recipe", "nonsense-oklab-8")


def test_a_still_that_cannot_be_read_is_said_and_the_rest_goes_on(make_still, capsys) -> None:
    lost, good = make_still(), make_still()
    lost.path.unlink()
    with pytest.raises(CommandError, match="1 still could not"):
        call_command("compute_palettes")
    assert f"still {lost.pk}" in capsys.readouterr().err
    assert good.palettes.count() == 5
