"""Writing with a token: made in the admin, hashed, scoped, revocable."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.models import Ingestion
from palettes.tokens import ApiToken, digest_of
from tests.palettes.api.test_palette import problem

V1 = "/api/v1"
INGEST = {"addresses": ["https://example.com/a.jpg"], "film": {"title": "The Lamp", "year": 1971}}


def post(client: Any, path: str, data: Any = None, headers: Any = None) -> Any:
    return client.post(f"{V1}/{path}", data or {}, content_type="application/json", headers=headers)


def made_in_the_admin(admin_client: Any, **scopes: str) -> str:
    response = admin_client.post("/admin/palettes/apitoken/add/", {"name": "A script", **scopes})
    assert "no-store" in response["Cache-Control"]
    (secret,) = set(re.findall(r"chroma_[\w-]{43}", response.text))
    return secret


def test_a_token_is_shown_once_and_kept_as_its_hash(admin_client: Any, admin_user: Any) -> None:
    secret = made_in_the_admin(admin_client, ingest="on")
    row = ApiToken.objects.get()
    assert (row.digest, row.scopes, row.made_by) == (digest_of(secret), ("ingest",), admin_user)
    assert secret not in str(ApiToken.objects.values())
    for page in ("", f"{row.pk}/change/"):
        text = admin_client.get(f"/admin/palettes/apitoken/{page}").text
        assert "A script" in text
        assert secret not in text


def test_a_token_must_be_good_for_something(admin_client: Any) -> None:
    response = admin_client.post("/admin/palettes/apitoken/add/", {"name": "Idle"})
    assert "Choose what the token may do" in response.text
    assert not ApiToken.objects.exists()


def test_a_revoked_token_opens_nothing_at_once(admin_client: Any, client: Any) -> None:
    secret = made_in_the_admin(admin_client, ingest="on")
    headers = {"Authorization": f"Bearer {secret}"}
    assert post(client, "ingestions", INGEST, headers).status_code == 202
    data = {"action": "revoke", "_selected_action": [ApiToken.objects.get().pk]}
    assert (
        "Revoked: 1 token" in admin_client.post("/admin/palettes/apitoken/", data, follow=True).text
    )
    response = post(client, "ingestions", INGEST, headers)
    problem(response, 401, "token_unknown")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_its_last_use_is_noted_once_an_hour(client: Any, token: Any) -> None:
    headers = token("ingest")
    post(client, "ingestions", INGEST, headers)
    first = ApiToken.objects.get().used_at
    assert timezone.now() - first < timedelta(minutes=1)
    post(client, "ingestions", INGEST, headers)
    assert ApiToken.objects.get().used_at == first


@pytest.mark.parametrize(
    "given",
    ["", "Basic dTpw", "Bearer", "Bearer x", "Bearer chroma_é", "Bearer chroma_" + "x" * 500],
)
def test_without_a_good_token_nothing_is_written(client: Any, make_still: Any, given: str) -> None:
    headers = {"Authorization": given} if given else {}
    still = make_still()
    for path in (
        "ingestions",
        f"stills/{still.pk}/recompute",
        f"films/{still.film.slug}/recompute",
    ):
        document = post(client, path, INGEST, headers).json()
        assert document["status"] == 401
        assert document["code"] in ("token_needed", "token_unknown")
    assert not Ingestion.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_scope_opens_what_it_names_only(client: Any, token: Any, make_still: Any) -> None:
    still = make_still()
    problem(post(client, "ingestions", INGEST, token("recompute")), 403, "token_scope")
    path = f"stills/{still.pk}/recompute"
    problem(post(client, path, headers=token("ingest")), 403, "token_scope")


def test_stills_are_queued_for_a_worker(client: Any, admin_client: Any, admin_user: Any) -> None:
    secret = made_in_the_admin(admin_client, ingest="on")
    headers = {"Authorization": f"Bearer {secret}"}
    asked = INGEST | {"addresses": [" https://example.com/a.jpg ", "https://example.com/a.jpg"]}
    told = post(client, "ingestions", asked, headers)
    row = Ingestion.objects.get()
    assert (told.status_code, told.json()["state"]) == (202, "queued")
    assert row.sources == ["https://example.com/a.jpg"]
    assert (row.origin, row.requested_by, row.facts) == (
        "api", admin_user, {"title": "The Lamp", "year": 1971},
    )  # fmt: skip
    assert DBTaskResult.objects.get().args_kwargs["args"] == [row.pk]
    again = client.get(told.json()["url"].removeprefix("http://testserver"), headers=headers)
    assert again.json() == told.json()
    assert again.json()["counts"] == {"waiting": 1}
    assert again["Cache-Control"] == "no-store"


def test_an_ingestion_is_of_a_film_there_is(client: Any, token: Any, make_film: Any) -> None:
    film, headers = make_film("The Lamp"), token("ingest")
    asked = {"addresses": ["https://example.com/a.jpg"], "slug": film.slug}
    assert post(client, "ingestions", asked, headers).status_code == 202
    assert Ingestion.objects.get().film == film
    problem(post(client, "ingestions", asked | {"slug": "none"}, headers), 404, "not_found")
    both = asked | {"film": {"title": "Another"}}
    problem(post(client, "ingestions", both, headers), 422, "bad_parameters")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "addresses"),
        ({"addresses": []}, "addresses"),
        ({"addresses": ["https://example.com/a.jpg", "http://127.0.0.1/"]}, "addresses.1"),
        ({"addresses": ["/etc/passwd"]}, "addresses.0"),
        (INGEST | {"follow": 51}, "follow"),
        (INGEST | {"film": {"year": 99}}, "film.year"),
        (INGEST | {"film": {"aspect_ratio": "wide"}}, "film.aspect_ratio"),
        (INGEST | {"film": {"titel": "x"}}, "film.titel"),
        (INGEST | {"film": {"title": "a\0b"}}, "film.title"),
        (INGEST | {"film": {"genres": ["x\0"]}}, "film.genres"),
        ([], "body"),
        (3, "body"),
        (INGEST | {"adresses": []}, "adresses"),
    ],
)
def test_what_cannot_be_ingested_is_told_with_its_field(
    client: Any, token: Any, asked: Any, field: str
) -> None:
    response = client.post(
        f"{V1}/ingestions", asked, content_type="application/json", headers=token("ingest")
    )
    document = problem(response, 422, "bad_parameters")
    told = {one["field"]: one for one in document["errors"]}
    assert field in told
    assert told[field]["code"] != "bad_manifest"
    assert told[field]["detail"].rstrip(".") in document["detail"]
    assert not Ingestion.objects.exists()


def test_a_body_that_is_no_json_is_a_problem(client: Any, token: Any) -> None:
    headers = token("ingest")
    for body in ("{", "[" * 100_000, "\xff"):
        response = client.generic(
            "POST", f"{V1}/ingestions", body.encode("latin-1"), "application/json", headers=headers
        )
        problem(response, 400, "bad_json")
    response = client.post(f"{V1}/ingestions", INGEST, headers=headers)
    problem(response, 415, "unsupported_media_type")
    response = client.generic(
        "POST", f"{V1}/ingestions", b" " * 3_000_000, "application/json", headers=headers
    )
    problem(response, 413, "too_large")


def test_palettes_are_made_again_by_a_worker(client: Any, token: Any, make_still: Any) -> None:
    still, headers = make_still(), token("recompute")
    make_still(still.film)
    assert post(client, f"stills/{still.pk}/recompute", headers=headers).status_code == 202
    assert DBTaskResult.objects.count() == 2
    told = post(client, f"films/{still.film.slug}/recompute", headers=headers).json()
    assert told == {"stills": 2, "films": 1}
    assert DBTaskResult.objects.count() == 5
    problem(post(client, "stills/999/recompute", headers=headers), 404, "not_found")
    problem(post(client, "films/none/recompute", headers=headers), 404, "not_found")


def test_a_tokens_minute_is_counted(client: Any, token: Any, settings: Any) -> None:
    settings.WRITES_PER_MINUTE, headers = 1, token("ingest")
    assert post(client, "ingestions", INGEST, headers).status_code == 202
    response = post(client, "ingestions", INGEST, headers)
    problem(response, 429, "rate_limited")
    assert int(response["Retry-After"]) >= 1
    assert Ingestion.objects.count() == 1
