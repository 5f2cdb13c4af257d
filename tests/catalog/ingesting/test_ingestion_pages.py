"""The curator's pages: form, preview, progress, history."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog import progress
from catalog.admin import ingestions_preview
from catalog.ingestion import control
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.submitting import submit
from catalog.models import Film, Ingestion, IngestionItem, Still, WorkerBeat
from palettes import compute
from palettes.models import Palette

pytestmark = pytest.mark.django_db
ADD = "/admin/catalog/ingestion/add/"
State, Item = Ingestion.State, IngestionItem.State


def page_of(ingestion: Ingestion, more: str = "") -> str:
    return f"/admin/catalog/ingestion/{ingestion.pk}/{more}"


def soup(client: Any, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "lxml")


def words(page: Any) -> str:
    return " ".join(page.get_text(" ").split())


def act(client: Any, ingestion: Ingestion, what: str, **data: Any) -> Any:
    return client.post(page_of(ingestion, "act/"), {"what": what, **data}, follow=True)


def confirm(client: Any, ingestion: Ingestion, *, but: tuple[int, ...] = (), **data: Any) -> Any:
    shown = list(ingestion.items.filter(state=Item.READY).values_list("pk", flat=True))
    keep = [pk for pk in shown if pk not in but]
    return act(client, ingestion, "confirm", shown=shown, keep=keep, **data)


# --- Form


def test_files_a_zip_or_nothing(admin_client: Any, upload: Any) -> None:
    assert "Give addresses, files or a manifest." in admin_client.post(ADD, {}).text
    data = {"title": "New", "pictures": [upload("a.png"), upload("b.png")]}
    response = admin_client.post(ADD, data)
    ingestion = Ingestion.objects.get()
    assert response["Location"] == page_of(ingestion)
    assert ingestion.items.count() == 2
    assert ingestion.facts == {"title": "New"}
    assert DBTaskResult.objects.count() == 1


def test_a_bad_zip_is_told_with_its_code_and_typing_is_kept(admin_client: Any) -> None:
    data = {"title": "Kept", "pictures": SimpleUploadedFile("x.zip", b"PK\x03\x04")}
    page = BeautifulSoup(admin_client.post(ADD, data).content, "lxml")
    assert "bad_archive" in words(page.select_one(".errorlist"))
    assert page.select_one("#id_title")["value"] == "Kept"
    assert not Ingestion.objects.exists()


@pytest.mark.parametrize(
    "data",
    [{"year": "19x9"}, {"follow": "51"}, {"follow": "-1"}, {"addresses": "/etc/passwd"}],
)
def test_what_makes_no_sense_is_named(admin_client: Any, data: dict[str, str]) -> None:
    page = admin_client.post(ADD, {"addresses": "https://example.com/a.jpg", **data})
    assert BeautifulSoup(page.content, "lxml").select(".errorlist li")
    assert not Ingestion.objects.exists()


def test_follow_is_passed_on(admin_client: Any) -> None:
    admin_client.post(ADD, {"addresses": "https://example.com/list", "follow": "12"})
    assert Ingestion.objects.get().follow == 12


def test_a_form_that_brings_too_much_is_refused(
    admin_client: Any, settings: Any, upload: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 100
    admin_client.post(ADD, {"title": "X", "pictures": upload()})
    assert not Ingestion.objects.exists()


def test_the_form_tells_the_limits_that_are_set(admin_client: Any, settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1_500_000
    settings.UPLOAD_MAX_ENTRIES, settings.UPLOAD_MAX_ZIP_BYTES = 7, 2_000_000_000
    page = soup(admin_client, ADD)
    said = words(page.select_one("#help_pictures"))
    assert said == "Pictures of up to 1.5 MB each, or a zip of up to 7 of them, 2000 MB unpacked."
    assert page.select_one(".submit-row input[type=submit]")["value"] == "Preview"


# --- Preview


def test_a_preview_shows_what_was_found_and_stores_nothing(admin_client: Any, preview: Any) -> None:
    page = soup(admin_client, page_of(preview(2)))
    tiles = page.select(".tile-found")
    assert len(tiles) == 2
    assert "96 × 54" in words(tiles[0])
    assert "small" in words(tiles[0])
    assert tiles[0].select_one("input[name=keep]").has_attr("checked")
    picture = admin_client.get(tiles[0].select_one("img")["src"])
    picture.close()
    assert picture["Content-Type"] == "image/webp"
    assert "private" in picture["Cache-Control"]
    assert not page.select("#live[hx-get]"), "it asks though nothing is to come"
    assert not Still.objects.exists()


def test_the_unticked_is_left_out_and_the_edited_wins(
    admin_client: Any, preview: Any, run: Any
) -> None:
    ingestion = preview(3)
    first = ingestion.items.first()
    told = {"credits": "yes", "title": "Another", "year": "1979", "directors": "A One; B Two"}
    confirm(admin_client, ingestion, but=(first.pk,), **told, aspect_ratio="16:9")
    run(ingestion)
    film = Film.objects.get()
    assert (film.title, film.year, str(film.aspect_ratio)) == ("Another", 1979, "1.78")
    assert [person.name for person in film.directors.all()] == ["A One", "B Two"]
    assert film.stills.count() == 2
    first.refresh_from_db()
    assert first.state == Item.LEFT_OUT
    assert ingestion.state == State.DONE


def test_a_fact_struck_out_does_not_come_back(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(1)
    ingestion.items.update(facts={"film": {"country": "Wrong", "source_url": "https://e.org/"}})
    confirm(admin_client, ingestion, credits="yes", title="A Film", country="")
    run(ingestion)
    film = Film.objects.get()
    assert film.country == ""
    assert film.source_url == "https://e.org/"


@pytest.mark.parametrize(
    "wrong", [{"year": "20x1"}, {"aspect_ratio": "wide"}, {"title": ""}], ids=str
)
def test_credits_have_the_rules_of_manifests(
    admin_client: Any, preview: Any, wrong: dict[str, str]
) -> None:
    ingestion = preview(2)
    first = ingestion.items.first()
    told = {"credits": "yes", "title": "A Film", "country": "Kept", **wrong}
    response = confirm(admin_client, ingestion, but=(first.pk,), **told)
    assert response.status_code == 400
    page = BeautifulSoup(response.content, "lxml")
    assert page.select(".credits .errorlist li")
    assert page.select_one("#id_country")["value"] == "Kept"
    assert not page.select_one(f"input[name=keep][value='{first.pk}']").has_attr("checked")
    ingestion.refresh_from_db()
    assert ingestion.state == State.PREVIEW


def test_a_film_of_the_catalogue_keeps_what_it_has(
    admin_client: Any, preview: Any, run: Any, make_film: Any
) -> None:
    film = make_film("There", country="Peru")
    ingestion = preview(1, film=film)
    page = soup(admin_client, page_of(ingestion))
    assert "Peru stays" in words(page.select_one(".field-country"))
    assert not page.select("#id_country")
    confirm(admin_client, ingestion, credits="yes", country="Chile", year="1990")
    run(ingestion)
    film.refresh_from_db()
    assert (film.title, film.country, film.year) == ("There", "Peru", 1990)
    assert film.stills.count() == 1


def test_duplicates_are_flagged(
    admin_client: Any, run: Any, upload: Any, make_still: Any, make_picture: Any
) -> None:
    from catalog.ingestion.submitting import submit

    path = make_picture("#102030", "#d0c0b0", size=(400, 200))
    still = make_still(path=path)
    same = SimpleUploadedFile("same.png", path.read_bytes())
    ingestion = run(submit([], files=[same], film=still.film))
    page = soup(admin_client, page_of(ingestion))
    assert "the same bytes, kept once" in words(page)
    assert page.select(f"a[href='/stills/{still.pk}/']")
    ready = ingestion.items.get()
    IngestionItem.objects.filter(pk=ready.pk).update(state=Item.READY, still=None, like=still)
    assert "looks like still 1" in words(soup(admin_client, page_of(ingestion)))


def test_bars_are_measured(admin_client: Any, run: Any, make_picture: Any) -> None:
    import io

    from PIL import Image

    from catalog.ingestion.submitting import submit

    frame = Image.new("RGB", (960, 540), (6, 6, 6))
    with Image.open(make_picture("#c03020", "#20a0c0", "#d0c080", size=(960, 400))) as inner:
        frame.paste(inner, (0, 70))
    out = io.BytesIO()
    frame.save(out, "PNG")
    run(submit([], files=[SimpleUploadedFile("bars.png", out.getvalue())]))
    ingestion = Ingestion.objects.get()
    page = words(soup(admin_client, page_of(ingestion)))
    assert re.search(r"bars: (6[7-9]|7[0-3]) px above and below", page)
    left, top, right, bottom = ingestion.items.get().bars
    assert (left, right) == (0, 960)
    assert abs(top - 70) <= 3
    assert abs(bottom - 470) <= 3


def test_several_films_are_grouped_and_not_edited(
    admin_client: Any, preview: Any, run: Any
) -> None:
    ingestion = preview(2, title="")
    for number, item in enumerate(ingestion.items.all()):
        item.facts = {"film": {"title": f"Film {number}"}}
        item.save()
    page = soup(admin_client, page_of(ingestion))
    assert [words(h) for h in page.select(".film-name")] == [
        "Film 0 1 still, new",
        "Film 1 1 still, new",
    ]
    assert not page.select("[name=credits]")
    confirm(admin_client, ingestion)
    run(ingestion)
    assert Film.objects.count() == 2


def test_what_has_not_changed_is_not_drawn_again(admin_client: Any, preview: Any) -> None:
    ingestion = preview(2)
    later = (timezone.now() + timedelta(minutes=1)).isoformat().replace("+", "%2B")
    address = page_of(ingestion, f"live/?of=preview&since={later}")
    page = BeautifulSoup(admin_client.get(address, headers={"HX-Request": "true"}).content, "lxml")
    assert len(page.select(".tile-found[hx-preserve]")) == 2
    assert not page.select(".tile-found img")


def test_of_very_many_the_first_are_drawn_and_all_come_in(
    admin_client: Any, preview: Any, run: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(ingestions_preview, "MOST_TILES", 2)
    monkeypatch.setattr(progress, "MANY", 4)
    ingestion = preview(5)
    page = soup(admin_client, page_of(ingestion))
    tiles = page.select(".tile-found input[name=shown]")
    assert len(tiles) == 2
    said = words(page.select_one("#live"))
    assert "5 to bring in" in said
    assert "The first 2 of 5 are shown; the others come in as well." in said
    assert progress.overview(ingestion).asked_every == 10
    act(admin_client, ingestion, "confirm", shown=[tile["value"] for tile in tiles])  # none kept
    ingestion.refresh_from_db()
    run(ingestion)
    assert sorted(ingestion.items.values_list("state", flat=True)) == [
        *["left_out"] * 2,
        *["stored"] * 3,
    ]


def test_of_what_waits_the_first_are_drawn(admin_client: Any) -> None:
    addresses = [f"https://example.org/{n}.jpg" for n in range(30)]
    ingestion = control.begin(addresses, FilmFacts(title="A"), origin="admin", preview=True)
    page = soup(admin_client, page_of(ingestion))
    assert len(page.select(".rows .row")) == 12
    assert "30, the first 12 are shown" in words(page.select_one("#live"))


def test_a_preview_confirmed_elsewhere_is_loaded_again(admin_client: Any, preview: Any) -> None:
    ingestion = preview(1)
    control.confirm(ingestion)
    response = admin_client.get(page_of(ingestion, "live/?of=preview"))
    assert response["HX-Refresh"] == "true"
    assert confirm(admin_client, ingestion).status_code == 200  # twice changes nothing


# --- Progress


def test_the_six_counts_and_the_bar(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(3)
    control.confirm(ingestion)
    run(ingestion)
    for still in Still.objects.all():
        compute.compute_still(still)
    states = [
        {"state": Item.FAILED, "code": "source_not_found", "message": "404.", "url": "https://x/"},
        {"state": Item.KNOWN},
        {"state": Item.WAITING},
        {"state": Item.WAITING, "not_before": timezone.now() + timedelta(hours=1), "message": "B"},
        {"state": Item.WAITING, "until": timezone.now() + timedelta(hours=1), "owner": "a:1:b"},
    ]
    for number, state in enumerate(states, 90):
        ingestion.items.create(root=9, number=number, source=f"{number}.jpg", **state)
    Ingestion.objects.update(state=State.RUNNING)
    page = soup(admin_client, page_of(ingestion))
    assert words(page.select_one(".six")) == (
        "8 found 3 stored 1 being fetched 2 waiting 1 already here 1 refused"
    )
    assert page.select_one(".growing img")["src"].startswith("data:image/png;base64,")
    marks = [rect["class"][0] for rect in page.select(".growing rect") if rect["class"] != ["fill"]]
    assert marks == ["refused", "known", "waiting", "retry", "fetching"]
    assert page.select_one("#live")["hx-trigger"] == "every 2s"
    assert len(page.select("#all-stored .row svg.strip")) == 3
    assert "source_not_found" in words(page)


def test_it_stops_asking_at_the_end(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(1)
    control.confirm(ingestion)
    assert soup(admin_client, page_of(ingestion)).select("#live[hx-get]")
    run(ingestion)
    Palette.objects.all().delete()  # as if another worker were to make them
    assert soup(admin_client, page_of(ingestion)).select("#live[hx-get]"), "palettes are to come"
    compute.compute_still(Still.objects.get())
    assert not soup(admin_client, page_of(ingestion)).select("#live[hx-get]")


def test_pause_resume_cancel_and_again(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(2)
    control.confirm(ingestion)
    act(admin_client, ingestion, "pause")
    assert run(ingestion).state == State.PAUSED
    assert not Still.objects.exists()
    tasks = DBTaskResult.objects.count()
    act(admin_client, ingestion, "resume")
    assert DBTaskResult.objects.count() == tasks + 1
    failed = ingestion.items.first()
    IngestionItem.objects.filter(pk=failed.pk).update(state=Item.FAILED, code="x")
    assert run(ingestion).state == State.FAILED
    act(admin_client, ingestion, "again", item=failed.pk)
    assert run(ingestion).state == State.DONE
    assert Still.objects.count() == 2
    other = preview(1)
    assert "Cancel" in admin_client.get(page_of(other, "cancel/")).text
    other.refresh_from_db()
    assert other.state == State.PREVIEW
    admin_client.post(page_of(other, "cancel/"))
    other.refresh_from_db()
    assert other.state == State.CANCELLED


def test_a_missing_worker_is_told_of(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(1)
    assert "No worker" not in words(soup(admin_client, page_of(ingestion))), "nothing waits"
    control.confirm(ingestion)
    said = words(soup(admin_client, page_of(ingestion)))
    assert "No worker has been seen yet" in said
    assert "start one with python manage.py worker" in said
    looking = Ingestion.objects.create(state=State.PREVIEW, sources=["x"])
    control.add_sources(looking, ["https://example.com/a.jpg"])
    assert "start one with python manage.py worker" in words(soup(admin_client, page_of(looking)))
    beat = WorkerBeat.objects.create(name="w", seen_at=timezone.now() - timedelta(minutes=3))
    assert "No worker has been seen since" in words(soup(admin_client, page_of(ingestion)))
    WorkerBeat.objects.filter(pk=beat.pk).update(seen_at=timezone.now())
    assert "No worker" not in words(soup(admin_client, page_of(ingestion)))


def test_queries_do_not_grow_with_the_items(admin_client: Any, preview: Any, run: Any) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            soup(admin_client, address)
        return len(captured)

    counts = []
    for count in (2, 6):
        ingestion = preview(count, title=f"Film {count}")
        soup(admin_client, page_of(ingestion))  # finds the bars
        mine = [queries(page_of(ingestion))]
        control.confirm(ingestion)
        run(ingestion)
        for still in Still.objects.all():
            compute.compute_still(still)
        extra = [
            IngestionItem(ingestion=ingestion, source=str(n), state=state, code="x", root=5)
            for n in range(count)
            for state in (Item.FAILED, Item.KNOWN, Item.WAITING)
        ]
        IngestionItem.objects.bulk_create(extra)
        mine += [queries(page_of(ingestion)), queries(page_of(ingestion, "?page=1"))]
        counts.append([*mine, queries("/admin/catalog/ingestion/")])
    assert counts[0] == counts[1]


# --- History and permissions


def test_the_history_counts_filters_and_finds(admin_client: Any, preview: Any, run: Any) -> None:
    ingestion = preview(2)
    control.confirm(ingestion)
    run(ingestion)
    IngestionItem.objects.filter(pk=ingestion.items.first().pk).update(url="https://e.org/q.jpg")
    row = soup(admin_client, "/admin/catalog/ingestion/").select_one("#result_list tbody tr")
    assert words(row.select_one(".field-n_stored")) == "2"
    film = Film.objects.get().pk
    for query, found in ((f"film={film}", 1), ("film=99999", 0), ("q=0.png", 1),
                         ("q=nothing", 0), ("state__exact=done", 1), ("days=7", 1),
                         ("origin__exact=command", 0)):  # fmt: skip
        page = soup(admin_client, f"/admin/catalog/ingestion/?{query}")
        assert len(page.select("#result_list tbody tr")) == found, query
    still = Still.objects.first()
    page = soup(admin_client, f"/admin/catalog/still/{still.pk}/change/")
    assert page.select(f"a[href='{page_of(ingestion)}']")


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("https://e.org/2011/01/a-film/?p=1", "e.org/…/a-film"),
        ("https://e.org/a.jpg", "e.org/a.jpg"),
        ("https://e.org", "e.org"),
        ("https://e.org/b/a%20film-with-so-long-a-name.jpg", "e.org/…/…-with-so-long-a-name.jpg"),
        ("/srv/stills/stalker/", "stalker"),
        ("5 files", "5 files"),
        ("", "-"),
    ],
)  # fmt: skip
def test_the_history_shortens_sources(admin_client: Any, source: str, short: str) -> None:
    Ingestion.objects.create(sources=[source])
    page = soup(admin_client, "/admin/catalog/ingestion/")
    shown = page.select_one(".field-where_from span")
    assert words(shown) == short
    assert shown["title"] == source
    assert words(page.select_one("#content h1")) == "Ingestions"


def test_a_still_leads_staff_to_its_ingestion(
    client: Any, admin_client: Any, django_user_model: Any, preview: Any, run: Any
) -> None:
    ingestion = preview(1)
    control.confirm(ingestion)
    run(ingestion)
    address = Still.objects.get().get_absolute_url()

    def look(client: Any) -> tuple[bool, int, str]:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        cached = response.get("Cache-Control", "")
        asked = sum("catalog_ingestionitem" in query["sql"] for query in captured)
        return f'href="{page_of(ingestion)}"' in response.text, asked, cached

    assert look(client) == (False, 0, "")
    assert look(admin_client) == (True, 1, "private")
    clerk = django_user_model.objects.create_user("clerk", password="x", is_staff=True)
    client.force_login(clerk)
    assert look(client) == (False, 0, "")
    clerk.user_permissions.add(Permission.objects.get(codename="view_ingestion"))
    assert look(client) == (True, 1, "private")
    clerk.is_staff = False
    clerk.save()
    assert look(client) == (False, 0, "")


def test_who_may_only_look_sees_and_changes_nothing(
    client: Any, django_user_model: Any, preview: Any
) -> None:
    ingestion = preview(1)
    user = django_user_model.objects.create_user("eye", is_staff=True)
    client.force_login(user)
    item = ingestion.items.get()
    picture = f"/admin/catalog/ingestion/picture/{item.pk}/96.webp"
    assert client.get(picture).status_code == 403
    assert client.get(page_of(ingestion)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_ingestion"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    seen = client.get(picture)
    seen.close()
    assert seen.status_code == 200
    page = soup(client, page_of(ingestion))
    assert not page.select("#confirm, #to-cancel")
    assert page.select_one("input[name=keep]").has_attr("disabled")
    for what in ("confirm", "pause", "resume", "retry", "again"):
        assert act(client, ingestion, what).status_code == 403
    assert client.get(page_of(ingestion, "cancel/")).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.get(page_of(ingestion, "live/?of=preview")).status_code == 200


def test_strangers_get_nothing(client: Any, preview: Any) -> None:
    ingestion = preview(1)
    item = ingestion.items.get()
    for address in (page_of(ingestion), page_of(ingestion, "live/"),
                    f"/admin/catalog/ingestion/picture/{item.pk}/96.webp"):  # fmt: skip
        assert client.get(address).status_code == 302


def test_folders_of_a_command_are_left_to_the_command(admin_client: Any, tmp_path: Any) -> None:
    ingestion = control.begin([str(tmp_path)], origin=Ingestion.Origin.COMMAND)
    Ingestion.objects.update(state=State.PARTIAL)
    page = words(soup(admin_client, page_of(ingestion)))
    assert f"manage.py ingest_stills --resume {ingestion.pk}" in page
    assert "Resume" not in page
    said = act(admin_client, ingestion, "resume")
    assert "read by a command only" in said.text
    ingestion.refresh_from_db()
    assert ingestion.state == State.PARTIAL
    assert not DBTaskResult.objects.exists()


def test_the_history_counts_the_films_of_a_shelf(admin_client: Any, make_still: Any) -> None:
    ingestion = control.begin(["https://example.org/list/"])
    for title in ("Mirror", "Solaris", "Stalker"):
        still = make_still(Film.objects.create(title=title))
        for number in range(2):
            ingestion.items.create(source=str(number), state=Item.STORED, still=still)
    page = words(soup(admin_client, "/admin/catalog/ingestion/").select_one("#result_list"))
    assert "Mirror and 2 more" in page
    assert " 6 " in page  # stored: a still's film does not multiply it


# --- What failed, and why


def with_failures(preview: Any, *codes: str, **more: Any) -> Ingestion:
    """An ingestion that has ended with failures of these codes."""
    ingestion = preview(1)
    control.confirm(ingestion)
    for number, code in enumerate(codes, 90):
        ingestion.items.create(
            root=9, number=number, source=f"{code}.jpg", url=f"https://a.test/{number}.jpg",
            state=Item.FAILED, code=code, message=f"Why {code}.", **more,
        )  # fmt: skip
    Ingestion.objects.update(state=State.FAILED, finished_at=timezone.now())
    ingestion.items.filter(state=Item.READY).update(state=Item.STORED)
    ingestion.refresh_from_db()
    return ingestion


def test_cancelled_retry_keeps_what_failed_and_why(admin_client: Any, preview: Any) -> None:
    ingestion = with_failures(preview, "fetch_timeout", "source_not_found")
    act(admin_client, ingestion, "retry")
    assert ingestion.items.filter(state=Item.WAITING).count() == 2
    response = admin_client.post(page_of(ingestion, "cancel/"), follow=True)
    assert "Cancelled. What was stored stays." in response.text
    failed = ingestion.items.filter(state=Item.FAILED).values_list("code", "message")
    assert sorted(failed) == [
        ("fetch_timeout", "Why fetch_timeout."),
        ("source_not_found", "Why source_not_found."),
    ]
    page = words(soup(admin_client, page_of(ingestion)))
    assert "Why fetch_timeout." in page
    assert "2 refused" in page


@pytest.mark.parametrize(
    ("state", "said"), [("cancelled", "It is cancelled already."), ("done", "It has ended already")]
)
def test_what_has_ended_is_not_cancelled_again(
    admin_client: Any, preview: Any, state: str, said: str
) -> None:
    ingestion = preview(1)
    Ingestion.objects.update(state=state)
    for ask in (admin_client.get, admin_client.post):
        response = ask(page_of(ingestion, "cancel/"), follow=True)
        assert response.redirect_chain[-1][0] == page_of(ingestion)
        assert said in response.text
    ingestion.refresh_from_db()
    assert ingestion.state == state


def test_try_again_is_offered_where_it_can_help(admin_client: Any, preview: Any) -> None:
    ingestion = with_failures(preview, "address_refused", "fetch_timeout")
    refused, late = ingestion.items.filter(state=Item.FAILED).order_by("number")
    page = soup(admin_client, page_of(ingestion))
    assert not page.select(f"#look-{refused.pk} .act button")
    assert "would be refused again" in words(page.select_one(f"#look-{refused.pk}"))
    assert page.select(f"#look-{late.pk} .act button")
    assert "would be refused again" not in words(page.select_one(f"#look-{late.pk}"))
    act(admin_client, ingestion, "again", item=refused.pk)
    act(admin_client, ingestion, "retry")
    assert list(ingestion.items.filter(state=Item.WAITING)) == [late]


def test_nothing_is_offered_when_nothing_can_help(admin_client: Any, preview: Any) -> None:
    ingestion = with_failures(preview, "address_refused", "address_refused")
    page = soup(admin_client, page_of(ingestion))
    assert not page.select("#act-retry")
    assert not page.select(".act button")
    Ingestion.objects.update(state=State.PREVIEW, confirmed_at=None)
    assert not soup(admin_client, page_of(ingestion)).select(".act button")


def test_uploaded_file_that_is_no_picture_is_not_tried_again(admin_client: Any, run: Any) -> None:
    files = [SimpleUploadedFile("a.png", b"nothing")]
    ingestion = run(submit([], files=files, facts=FilmFacts(title="A Film")))
    item = ingestion.items.get()
    assert item.code == "not_an_image"
    page = soup(admin_client, page_of(ingestion))
    assert not page.select(".act button")
    assert "would be refused again" in words(page.select_one(f"#look-{item.pk}"))
