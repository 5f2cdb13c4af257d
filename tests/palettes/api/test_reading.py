"""Reading the catalogue: films, stills, pages of them, searches, comparisons; caches and CORS."""

import gzip
import json
import re
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.models import Film, Genre, Person, Still
from catalog.moods import MOODS
from config import settings as product
from palettes import compute, tasks
from palettes.api import middleware
from palettes.models import Look
from tests.palettes.api.test_palette import problem

V1 = "/api/v1"
FIGURES = ("lightness", "chroma", "warmth", "contrast")


@pytest.fixture
def film(make_film: Any, make_still: Any) -> Film:
    """A film with two computed stills and everything that can be said of it."""
    film = make_film("The Lamp", year=1971, country="Chile", aspect_ratio="1.85", note="Invented")
    film.directors.add(Person.objects.create(name="Ana Pérez"))
    film.genres.add(Genre.objects.create(name="Drama"))
    told = {"credit": "Studio X", "licence": "CC BY 4.0", "source_url": "https://example.org/1.png"}
    make_still(film, "#803020", "#204060", computed=True, **told)
    make_still(film, "#d0c0a0", "#306040", computed=True, source_url="/home/keeper/2.png")
    compute.compute_film(film)
    return film


def test_a_film_tells_all_that_its_page_does(client: Any, film: Film) -> None:
    told = client.get(f"{V1}/films/{film.slug}").json()
    assert (told["title"], told["year"], told["country"]) == ("The Lamp", 1971, "Chile")
    assert told["directors"] == [{"name": "Ana Pérez", "slug": "ana-perez"}]
    assert (told["aspect_ratio"], told["still_count"]) == (1.85, 2)
    assert (told["licences"], told["credits"]) == (["CC BY 4.0"], ["Studio X"])
    assert told["palette"]["recipe"]["text"] == compute.default_recipe()
    assert 0 < told["look"]["chroma"] < 0.4
    assert told["page"] == f"http://testserver/films/{film.slug}/"


def test_a_still_carries_its_credit_licence_and_pictures(client: Any, film: Film) -> None:
    first, second = client.get(f"{V1}/films/{film.slug}/stills").json()["stills"]
    assert (first["credit"], first["licence"]) == ("Studio X", "CC BY 4.0")
    assert first["source"] == "https://example.org/1.png"
    assert second["source"] == ""  # a path of the keeper's machine
    assert first == client.get(f"{V1}/stills/{first['id']}").json()
    picture = first["renditions"][0]
    assert picture["url"].startswith("http://testserver/renditions/")
    with closing(client.get(picture["url"].removeprefix("http://testserver"))) as response:
        assert response["Content-Type"] == "image/webp"


def test_a_stills_palettes_are_those_that_are_kept(client: Any, film: Film, recipes: Any) -> None:
    still = film.stills.first()
    told = client.get(f"{V1}/stills/{still.pk}/palettes").json()["palettes"]
    assert [one["recipe"]["text"] for one in told] == recipes
    dark = client.get(f"{V1}/stills/{still.pk}/palettes?order=lightness").json()["palettes"]
    for usual, one in zip(told, dark, strict=True):
        shares = [swatch["share"] for swatch in usual["swatches"]]
        assert shares == sorted(shares, reverse=True)
        light = [swatch["oklab"][0] for swatch in one["swatches"]]
        assert light == sorted(light)
        assert one["coolors"].endswith("-".join(s["hex"][1:] for s in one["swatches"]))
    problem(client.get(f"{V1}/stills/{still.pk}/palettes?order=x"), 422, "bad_parameters")


def test_the_nearest_come_first_with_their_distances(
    client: Any, film: Film, make_still: Any
) -> None:
    other = make_still(None, "#803020", "#204060", computed=True)
    compute.compute_film(other.film)
    still = film.stills.first()
    found = client.get(f"{V1}/stills/{still.pk}/similar?own=true").json()["similar"]
    assert found[0]["still"]["id"] == other.pk
    assert found == sorted(found, key=lambda one: one["distance"])
    assert (
        client.get(f"{V1}/stills/{still.pk}/similar").json()["similar"][0]["still"]["id"]
        == other.pk
    )
    (one,) = client.get(f"{V1}/films/{film.slug}/similar").json()["similar"]
    assert one["film"]["slug"] == other.film.slug


def test_what_is_not_there_is_a_problem(client: Any, db: None) -> None:
    stills = [f"stills/{one}" for one in ("7", "7/similar", "-1", "x", "9" * 30)]
    films = ["films/none", "films/none/stills", "films/a/b/c"]
    for path in (*stills, *films, "nothing", "compare?f=x&f=y"):
        problem(client.get(f"{V1}/{path}"), 404, "not_found")


def test_other_methods_are_a_problem_that_names_those_there_are(client: Any, db: None) -> None:
    response = client.delete(f"{V1}/films")
    problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert client.post(f"{V1}/films/x")["Allow"] == "GET, HEAD, OPTIONS"
    assert client.delete(f"{V1}/palette")["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("films", "GET, HEAD, OPTIONS"),
        ("palette", "GET, HEAD, OPTIONS, POST"),
        ("ingestions", "OPTIONS, POST"),
        ("openapi.json", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_tells_the_methods(client: Any, db: None, path: str, methods: str) -> None:
    response = client.options(f"{V1}/{path}")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == methods
    problem(client.options(f"{V1}/nothing"), 404, "not_found")


@pytest.mark.parametrize("ratio", ["1.85", "1.85:1", "1.85 : 1"])
def test_a_ratio_is_taken_as_people_write_it(client: Any, make_film: Any, ratio: str) -> None:
    wide = make_film("Wide", aspect_ratio="1.85")
    make_film("Narrow", aspect_ratio="1.33")
    told = client.get(f"{V1}/films", {"ratio": ratio, "facets": "true"}).json()
    assert [one["slug"] for one in told["films"]] == [wide.slug]
    problem(client.get(f"{V1}/films", {"ratio": "9:1"}), 422, "bad_parameters")


def test_a_still_without_palettes_says_whether_they_come(client: Any, make_still: Any) -> None:
    still = make_still()
    path = f"{V1}/stills/{still.pk}/palettes"
    early = client.get(path)
    assert early.json() == {"state": "waiting", "palettes": []}
    assert early["Cache-Control"] == "no-store"
    tasks.compute_still.enqueue(still.pk)
    kept = DBTaskResult.objects.filter(task_path="palettes.tasks.compute_still")
    kept.update(status="FAILED", finished_at=timezone.now())
    assert client.get(path).json()["state"] == "failed"


def test_a_search_says_how_many_there_are_whatever_the_limit(
    client: Any, moody: list[Still]
) -> None:
    for query, count in (
        ("c=2040c0&limit=1", 2),
        ("c=2040c0&limit=1&of=films", 2),
        ("c=2040c0&c=e07010&limit=1", 1),
        ("c=e07010&per_film=1", 2),
        ("c=00ff00", 0),
    ):
        told = client.get(f"{V1}/search?{query}").json()
        assert told["count"] == count, query
        assert told["results"][0]["score"] <= 1
        assert told["results"]
    warm = client.get(f"{V1}/search?mood=warm&limit=1").json()
    assert warm["count"] == client.get(f"{V1}/search?mood=warm").json()["count"] >= 1


def test_looks_that_are_still_to_be_computed_say_so(client: Any, make_still: Any) -> None:
    still = make_still()
    assert client.get(f"{V1}/stills/{still.pk}").json()["palette"] is None
    for path in (f"stills/{still.pk}/similar", f"films/{still.film.slug}/similar"):
        response = client.get(f"{V1}/{path}")
        problem(response, 409, "not_ready")
        assert response["Retry-After"]


def test_a_film_without_stills_is_not_promised_a_look(
    client: Any, film: Film, make_film: Any
) -> None:
    bare = make_film("Bare")
    for path in (f"films/{bare.slug}/similar", f"compare?f={film.slug}&f={bare.slug}"):
        response = client.get(f"{V1}/{path}")
        problem(response, 409, "no_stills")
        assert "Retry-After" not in response


@pytest.mark.parametrize(
    "sort",
    ["title", "year", "newest", "hue", "-hue", "lightness", "-chroma", "warmth", "-contrast"],
)
def test_following_next_gives_every_film_once_in_order(
    client: Any, make_film: Any, sort: str
) -> None:
    for number in range(11):
        film = make_film(f"film {number % 4}", year=None if number % 5 == 0 else 1950 + number % 3)
        if number % 3:
            figures = dict.fromkeys(FIGURES, number % 4 / 10)
            Look.objects.create(
                film=film, fingerprint=b"", engine_version=1, hue=number % 4 * 50, **figures
            )
    path = f"{V1}/films?sort={sort}&limit=3"
    found: list[str] = []
    pages = 0
    while path:
        told = client.get(path.removeprefix("http://testserver"))
        following = told.json()["next"]
        assert told.json()["count"] == 11
        assert told.get("Link", "") == (f'<{following}>; rel="next"' if following else "")
        found += [film["slug"] for film in told.json()["films"]]
        path, pages = following, pages + 1
    assert pages == 4
    assert sorted(found) == sorted(Film.objects.values_list("slug", flat=True))
    whole = client.get(f"{V1}/films?sort={sort}&limit=100").json()["films"]
    assert found == [film["slug"] for film in whole]
    if sort == "year":
        years = [film["year"] or 9999 for film in whole]
        assert years == sorted(years)


def test_a_film_that_comes_meanwhile_does_not_shift_pages(client: Any, make_film: Any) -> None:
    for letter in "bcdef":
        make_film(letter)
    first = client.get(f"{V1}/films?limit=2").json()
    make_film("a")
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    assert [film["title"] for film in first["films"] + second["films"]] == ["b", "c", "d", "e"]


@pytest.mark.parametrize(
    "cursor", ["x", "WyJ0aXRsZSJd", "bnVsbA", "WyJ5ZWFyIiwxLCJhIiwxXQ", "%00", "é" * 10, "a" * 3999]
)
def test_a_cursor_of_somebodys_own_is_refused(client: Any, db: None, cursor: str) -> None:
    document = client.get(f"{V1}/films", {"cursor": cursor}).json()
    assert document["code"] in ("bad_cursor", "bad_parameters")
    assert document["status"] == 422


def test_facets_narrow_the_list_and_tell_their_choices(
    client: Any, film: Film, make_film: Any
) -> None:
    make_film("Another", country="Peru")
    told = client.get(f"{V1}/films?country=Chile&genre=drama&director=ana-perez&facets=true").json()
    assert [one["slug"] for one in told["films"]] == [film.slug]
    facets = {one["parameter"]: one["options"] for one in told["facets"]}
    assert {"value": "Chile", "name": "Chile", "count": 1} in facets["country"]
    for query, field in (
        ("country=Nowhere", "country"), ("decade=1971", "decade"), ("mood=sad", "mood"),
        ("limit=0", "limit"), ("limit=101", "limit"), ("sort=name", "sort"), ("page=2", "page"),
        ("q=" + "x" * 201, "q"),
    ):  # fmt: skip
        document = problem(client.get(f"{V1}/films?{query}"), 422, "bad_parameters")
        assert [one["field"] for one in document["errors"]] == [field]


def test_a_search_gives_what_holds_all_colours_best_first(client: Any, film: Film) -> None:
    told = client.get(f"{V1}/search?c=803020:50&c=204060").json()
    assert told["colours"][0] == {
        "hex": "#803020",
        "name": told["colours"][0]["name"],
        "weight": 50.0,
    }
    best = told["results"][0]
    assert best["still"]["id"] == film.stills.first().pk
    assert [part["hex"] for part in best["parts"]] == ["#803020", "#204060"]
    assert best["still"]["credit"] == "Studio X"
    (one,) = client.get(f"{V1}/search?c=teal&of=films").json()["results"]
    assert one["film"]["slug"] == film.slug


def test_a_search_is_narrowed_by_facets_and_moods(
    client: Any, film: Film, make_film: Any, make_still: Any
) -> None:
    warm = make_still(make_film("Sand", year=1985, country="Peru"), "#c08030", computed=True)
    compute.compute_film(warm.film)
    stills = [still.pk for still in film.stills.all()]

    def found(query: str) -> list[int]:
        told = client.get(f"{V1}/search?c=teal&{query}").json()["results"]
        return sorted(one["still"]["id"] for one in told)

    assert found("") == found("mood=&genre=&q=") == [*stills, warm.pk]
    assert found("decade=1970") == found("country=Chile&genre=drama&q=lamp") == stills
    assert found("decade=1980") == [warm.pk]
    assert found("director=ana-perez&decade=1980") == []
    looks = {still.pk: still.looks.get() for still in Still.objects.all()}
    expected = sorted(pk for pk, look in looks.items() if MOODS["warm"].least <= look.warmth)
    assert 0 < len(expected) < 3
    assert found("mood=warm") == expected
    (one,) = client.get(f"{V1}/search?c=teal&of=films&decade=1980").json()["results"]
    assert one["film"]["slug"] == warm.film.slug
    for query, field in (("decade=1985", "decade"), ("mood=sad", "mood"), ("genre=x", "genre")):
        document = problem(client.get(f"{V1}/search?c=teal&{query}"), 422, "bad_parameters")
        assert [one["field"] for one in document["errors"]] == [field]


@pytest.fixture
def moody(make_film: Any, make_still: Any) -> list[Still]:
    """Three stills, each warmer than the next; the last is cold. Two are of one film."""
    warmest = make_still(make_film("Sand"), "#e07010", computed=True)
    warm = make_still(warmest.film, "#e07010", "#2040c0", "#e07010", "#e07010", computed=True)
    cold = make_still(make_film("Sea"), "#2040c0", computed=True)
    for film in (warmest.film, cold.film):
        compute.compute_film(film)
    return [warmest, warm, cold]


def test_moods_alone_find_what_has_them_most(client: Any, moody: list[Still]) -> None:
    warmest, warm, cold = moody

    def found(query: str) -> Any:
        return client.get(f"{V1}/search?{query}").json()

    told = found("mood=warm")
    assert told["colours"] == []
    assert [one["still"]["id"] for one in told["results"]] == [warmest.pk, warm.pk]
    for one, still in zip(told["results"], (warmest, warm), strict=True):
        assert (one["score"], one["parts"]) == (None, [])
        assert one["figure"] == pytest.approx(still.looks.get().warmth, abs=1e-4)
    assert found("mood=warm&c=") == found("c=&mood=warm&mood=") == told
    assert found("mood=warm&limit=1")["results"] == told["results"][:1]
    assert found("mood=warm&per_film=1")["results"] == told["results"][:1]
    assert found("mood=warm&mood=cool")["results"] == []
    (one,) = found("mood=cool&of=films")["results"]
    assert (one["film"]["slug"], one["score"]) == (cold.film.slug, None)
    assert found("mood=warm&q=sand") == told
    assert found("mood=warm&q=sea")["results"] == []
    assert all(one["figure"] is None for one in found("c=teal&mood=warm")["results"])


def test_the_page_and_the_search_by_moods_agree(client: Any, moody: list[Still]) -> None:
    page = client.get("/search/?mood=warm&each=all").content.decode()
    told = client.get(f"{V1}/search?mood=warm").json()["results"]
    links = list(dict.fromkeys(re.findall(r'href="/stills/(\d+)/"', page)))
    assert links == [str(one["still"]["id"]) for one in told]


def test_moods_that_cannot_be_searched_by_are_told(client: Any, db: None) -> None:
    document = problem(client.get(f"{V1}/search?mood=sad"), 422, "bad_parameters")
    assert [one["field"] for one in document["errors"]] == ["mood"]
    document = problem(client.get(f"{V1}/search?mood="), 422, "bad_colours")
    assert "c=aa3322:40 or c=teal, or a mood, such as mood=warm" in document["detail"]
    problem(client.get(f"{V1}/search?mood=warm&c=blurple"), 422, "bad_colours")


def test_a_problems_detail_says_what_is_wrong_and_not_where_to_look(client: Any, db: None) -> None:
    for query, code, said in (
        ("films?mood=sad", "bad_parameters", "mood: There is no mood “sad”; there are muted, "),
        (
            "films?decade=1971&genre=x",
            "bad_parameters",
            "decade: There is no decade “1971”; films?",
        ),
        ("search?c=teal&genre=%00x", "bad_parameters", "genre: "),
        ("search?c=", "bad_colours", "c: Give a colour, such as c=aa3322:40"),
        ("search?c=blurple", "bad_colours", "c: "),
    ):
        document = problem(client.get(f"{V1}/{query}"), 422, code)
        assert document["detail"].startswith(said)
        assert document["errors"][0]["detail"].rstrip(".") in document["detail"]
    assert client.get(f"{V1}/films?mood=&genre=").status_code == 200


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("c=blurple", "bad_colour"), ("c=aa3322:0", "bad_weight"), ("c=aa3322:101", "bad_weight"),
        ("c=aa3322:x", "bad_weight"), ("c=a00:60&c=00a:60", "weights_over_100"),
        ("c=a00&c=0a0&c=00a&c=aa0&c=0aa&c=a0a", "too_many_colours"),
    ],
)  # fmt: skip
def test_a_search_that_cannot_be_read_has_the_pages_codes(
    client: Any, db: None, query: str, code: str
) -> None:
    document = problem(client.get(f"{V1}/search?{query}"), 422, "bad_colours")
    assert code in [one["code"] for one in document["errors"]]


def test_comparing_gives_every_pair_its_distances_and_moves(
    client: Any, film: Film, make_still: Any
) -> None:
    still = make_still(None, "#101010", "#f0f0f0", computed=True)
    still.credit, still.licence = "Lamp & Co", "CC BY 4.0"
    still.save()
    told = client.get(f"{V1}/compare?f={film.slug}&s={still.pk}").json()
    assert [one["still"] for one in told["compared"]] == [None, still.pk]
    assert [one["credit"] for one in told["compared"]] == ["", "Lamp & Co"]
    assert [one["licence"] for one in told["compared"]] == ["", "CC BY 4.0"]
    (pair,) = told["pairs"]
    assert (pair["first"], pair["second"]) == (0, 1)
    assert re.fullmatch(rf"{still.film.title}, still 1 is .+ (than|like) The Lamp\.", pair["words"])
    assert {one["key"] for one in pair["distances"]} >= {"signature", "emd", "palette"}
    assert sum(move["share"] for move in pair["moves"]) == pytest.approx(1, abs=1e-4)
    for query in (f"f={film.slug}", "", f"s={still.pk}&s={still.pk}"):
        problem(client.get(f"{V1}/compare?{query}"), 422, "bad_comparison")


@pytest.mark.django_db(transaction=True)
def test_what_has_not_changed_is_not_sent_again(client: Any, make_film: Any) -> None:
    film = make_film("The Lamp")
    path = f"{V1}/films/{film.slug}"
    tag = client.get(path)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = client.get(path, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert len(captured) == 1
    film.title = "The Other Lamp"
    film.save()
    changed = client.get(path, headers={"If-None-Match": tag})
    assert changed.json()["title"] == "The Other Lamp"
    Film.objects.filter(pk=film.pk).update(country="Chile")
    assert client.get(path).json()["country"] == "Chile"
    assert client.get(path)["ETag"] not in (tag, changed["ETag"])


def test_pages_of_other_sites_may_read_and_no_more(client: Any, film: Film) -> None:
    response = client.get(f"{V1}/films", headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert client.get(f"{V1}/none")["Access-Control-Allow-Origin"] == "*"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = client.options(f"{V1}/films", headers=asked)
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" not in preflight["Access-Control-Allow-Headers"]
    posted = client.post(f"{V1}/ingestions", {}, content_type="application/json")
    assert "Access-Control-Allow-Origin" not in posted
    assert client.options(f"{V1}/palette", headers=asked)["Access-Control-Allow-Methods"].endswith(
        "POST"
    )


def test_head_has_the_headers_and_no_body(client: Any, film: Film) -> None:
    path = f"{V1}/films/{film.slug}"
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get(path)["ETag"]
    assert client.head(f"{V1}/films/none").status_code == 404


def test_queries_do_not_grow_with_rows(client: Any, film: Film, make_still: Any) -> None:
    still = film.stills.first()
    paths = [
        "films?facets=true", f"films/{film.slug}", f"films/{film.slug}/stills",
        f"films/{film.slug}/similar", f"stills/{still.pk}", f"stills/{still.pk}/similar",
        "search?c=teal", "search?c=teal&of=films",
    ]  # fmt: skip

    def queries() -> list[int]:
        counts = []
        for path in paths:
            client.get(f"{V1}/{path}")  # the index is read
            middleware._kept.answers.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{V1}/{path}").status_code == 200
            counts.append(len(captured))
        return counts

    other = make_still(None, "#223344", computed=True)
    compute.compute_film(other.film)
    few = queries()
    for number in range(4):
        make_still(film, f"#22{number}344", computed=True)
        one = make_still(None, f"#{number}23344", computed=True)
        one.film.directors.add(Person.objects.create(name=f"P {number}"))
        compute.compute_film(one.film)
    assert queries() == few
    assert max(few) <= 24


def test_a_host_that_is_not_ours_is_a_problem_too(client: Any, db: None, settings: Any) -> None:
    settings.MIDDLEWARE = product.MIDDLEWARE
    for path in ("films", "palette?url=x", "openapi.json"):
        response = client.get(f"{V1}/{path}", headers={"Host": "evil.example"})
        assert "Host" in problem(response, 400, "bad_request")["detail"]
        assert "evil.example" not in response.content.decode()


def test_any_version_of_what_is_not_there_is_still_not_there(client: Any, film: Film) -> None:
    anything = {"If-None-Match": "*"}
    path = f"{V1}/films/{film.slug}"
    for _ in range(2):
        known = client.get(path, headers=anything)
        assert (known.status_code, known.content) == (304, b"")
    assert known["ETag"] == client.get(path)["ETag"]
    for path in ("films/nope", "stills/999", "nothing"):
        problem(client.get(f"{V1}/{path}", headers=anything), 404, "not_found")
    problem(client.get(f"{V1}/search?c=zzz", headers=anything), 422, "bad_colours")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_schema_is_only_read(db: None, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, f"{V1}/openapi.json")
    if method != "OPTIONS":
        problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_addresses_as_somebody_would_type_them_lead_on(client: Any, film: Film) -> None:
    for path in ("/api", "/api/", "/api/docs/"):
        assert client.get(path)["Location"] == "/api/docs"
    response = client.get(f"{V1}/films/?decade=1970&limit=3")
    assert response.status_code == 308
    assert response["Location"] == f"{V1}/films?decade=1970&limit=3"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{V1}/films/{film.slug}/").status_code == 308
    assert client.post(f"{V1}/palette/")["Location"] == f"{V1}/palette"
    problem(client.get(f"{V1}/films//"), 404, "not_found")
    problem(client.get(f"{V1}/nothing/"), 404, "not_found")


def test_what_breaks_is_a_problem_without_a_word_of_why(
    client: Any, db: None, monkeypatch: Any
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("palettes.api.catalogue.page", broken)
    response = client.get(f"{V1}/films")
    problem(response, 500, "server_error")
    assert "secret" not in response.content.decode()


def test_stills_are_paged_in_their_order(client: Any, make_still: Any, make_film: Any) -> None:
    film = make_film("Long")
    for _ in range(5):
        make_still(film)
    first = client.get(f"{V1}/films/{film.slug}/stills?limit=3").json()
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    ids = [one["id"] for one in first["stills"] + second["stills"]]
    assert ids == list(Still.objects.order_by("position").values_list("pk", flat=True))
    assert second["next"] is None


@pytest.mark.parametrize("first", ["gzip", "identity"])
def test_what_is_kept_compressed_is_not_sent_to_who_cannot_read_it(film: Film, first: str) -> None:
    path = f"{V1}/films/{film.slug}?{first}"
    for accepted in (first, "gzip", "identity", "gzip"):
        answered = Client().get(path, headers={"Accept-Encoding": accepted})
        assert answered.get("Content-Encoding", "identity") == accepted
        body = gzip.decompress(answered.content) if accepted == "gzip" else answered.content
        assert json.loads(body)["title"] == "The Lamp"
    known = Client().get(path, headers={"If-None-Match": answered["ETag"]})
    assert (known.status_code, known["Vary"]) == (304, "Accept-Encoding")
