"""The sample catalogue: what it holds, loading it and taking it away."""

import csv
import io

import pytest
from django.core.management import call_command
from PIL import Image

from catalog.models import Film, Removal, Still
from catalog.upkeep import sample
from catalog.upkeep.undoing import undo

FOLDER = sample.MANIFEST.parent


def rows() -> list[dict[str, str]]:
    with sample.MANIFEST.open(encoding="utf-8", newline="") as manifest:
        return list(csv.DictReader(manifest))


def load(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_sample", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def few(tmp_path, monkeypatch):
    """A sample of the first still of each film: enough to load, and quick."""
    firsts = [row for row in rows() if row["file"].endswith("/01.jpg")]
    for row in firsts:
        picture = tmp_path / row["file"]
        picture.parent.mkdir()
        picture.write_bytes((FOLDER / row["file"]).read_bytes())
    manifest = tmp_path / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, firsts[0].keys())
        table.writeheader()
        table.writerows(firsts)
    monkeypatch.setattr("catalog.management.commands.load_sample.MANIFEST", manifest)
    return len(firsts)


def state() -> tuple[list, list]:
    return (
        list(Film.objects.order_by("pk").values()),
        list(Still.objects.order_by("pk").values()),
    )


def test_every_picture_is_listed_is_light_and_has_its_films_shape() -> None:
    listed = {row["file"]: row for row in rows()}
    pictures = {str(p.relative_to(FOLDER)): p for p in FOLDER.glob("*/*.jpg")}
    assert listed.keys() == pictures.keys()
    assert len({row["film"] for row in listed.values()}) == 8
    assert sum(picture.stat().st_size for picture in pictures.values()) < 8_000_000
    for name, picture in pictures.items():
        assert picture.stat().st_size <= 150_000, name
        with Image.open(picture) as opened:
            width, height = opened.size
        assert width == 1280, name
        ratio, row = width / height, listed[name]
        barred = row["film"] == "A Lantern for the Drowned Mill"
        assert ratio == pytest.approx(1.78 if barred else float(row["ratio"]), abs=0.01), name
        assert row["note"] == sample.NOTE
        assert row["licence"] == "CC0 1.0"


@pytest.mark.django_db
def test_loading_twice_changes_nothing(few) -> None:
    load()
    loaded = state()
    assert (len(loaded[0]), len(loaded[1])) == (8, few)
    said = load()
    assert "stored" not in said
    assert state() == loaded


@pytest.mark.django_db
def test_if_empty_leaves_a_catalogue_with_films_alone(few, make_film) -> None:
    make_film("Playtime")
    load("--if-empty")
    assert [film.title for film in Film.objects.all()] == ["Playtime"]


@pytest.mark.django_db
def test_removing_takes_the_samples_films_only_and_they_can_come_back_or_be_loaded_again(
    few, make_film
) -> None:
    own = make_film("Lanes of Mercury", year=1931)
    load()
    assert "8 films, with 8 stills" in load("--remove")
    assert list(Film.objects.all()) == [own]
    assert "no sample films" in load("--remove")
    undo(Removal.objects.get().pk)
    assert Film.objects.count() == 9
    load("--remove")
    load()
    assert (Film.objects.count(), Still.objects.count()) == (9, few)
