"""What was seen before is not sent again."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.ingestion import fetching, storage
from catalog.ingestion.conditional import Seen, validators
from catalog.ingestion.errors import BadStatus
from catalog.ingestion.remembered import kept_bytes, recall, remember_gallery, remember_picture
from catalog.models import SeenAddress
from tests.catalog.ingestion.servers import Server, answer, redirect, saying

Serve = Callable[..., Server]
BODY = b"a picture's bytes"
SHA = hashlib.sha256(BODY).hexdigest()
DATE = "Mon, 23 Nov 2026 12:00:00 GMT"
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"

pytestmark = pytest.mark.django_db


def caching(server: Server, connection: Any, head: bytes) -> None:
    asked = b'If-None-Match: "one"' in head or b"If-Modified-Since: Mon" in head
    whole = answer(BODY, ETag='"one"', Last_Modified=DATE)
    connection.sendall(UNCHANGED if asked else whole)


def test_picture_seen_before_gives_the_kept_bytes(serve: Serve) -> None:
    url = serve(caching).origin + "/a.jpg"
    assert recall(url) is None
    fetched = fetching.fetch_picture(url)
    assert (fetched.etag, fetched.last_modified, fetched.not_modified) == ('"one"', DATE, False)
    storage.store(fetched.content, SHA, "jpg")
    remember_picture(url, fetched, SHA, "jpg")
    seen = recall(url)
    assert seen is not None
    for ask in (fetching.fetch_picture, fetching.fetch_either):
        again = ask(url, seen=seen)
        assert (again.not_modified, again.content, again.etag) == (True, b"", '"one"')
        assert kept_bytes(seen) == BODY
    remember_picture(url, again, SHA, "jpg")
    assert recall(url) == seen


def test_picture_whose_file_is_gone_or_damaged_is_fetched_whole(serve: Serve, media: Path) -> None:
    url = serve(caching).origin + "/a.jpg"
    fetched = fetching.fetch_picture(url)
    name = storage.store(BODY, SHA, "jpg")
    remember_picture(url, fetched, SHA, "jpg")
    seen = recall(url)
    assert seen is not None
    (media / name).write_bytes(b"damaged")
    assert kept_bytes(seen) is None
    (media / name).unlink()
    assert kept_bytes(seen) is None
    assert recall(url) is None
    assert fetching.fetch_picture(url, seen=recall(url)).content == BODY


def test_page_seen_before_gives_its_gallery(serve: Serve) -> None:
    url = serve(caching).origin + "/"
    remember_gallery(url, fetching.fetch_page(url), {"pictures": ["a.jpg"]})
    seen = recall(f"{url}#top")
    assert seen is not None
    assert seen.gallery == {"pictures": ["a.jpg"]}
    assert fetching.fetch_page(url, seen=seen).not_modified


def test_not_modified_is_believed_only_when_asked(serve: Serve) -> None:
    server = serve(saying(UNCHANGED))
    for seen in (None, Seen(f"{server.origin}/"), Seen("http://other.test/", etag='"one"')):
        with pytest.raises(BadStatus) as caught:
            fetching.fetch_picture(f"{server.origin}/", seen=seen)
        assert caught.value.code == "bad_status"
    assert b"If-" not in b"".join(server.heads)


def test_words_of_one_address_are_not_sent_to_another(serve: Serve) -> None:
    target = serve(caching)
    door = serve(saying(redirect(f"{target.origin}/a.jpg")))
    url = f"{door.origin}/a.jpg"
    fetched = fetching.fetch_picture(url, seen=Seen(url, etag='"one"'))
    assert fetched.content == BODY
    assert b"If-" not in b"".join(target.heads)
    storage.store(BODY, SHA, "jpg")
    remember_picture(url, fetched, SHA, "jpg")
    assert recall(url) is None  # it may lead elsewhere the next time


@pytest.mark.parametrize(
    ("etag", "kept"),
    [
        ('"one"', '"one"'),
        ('W/"one"', 'W/"one"'),
        ("plain", "plain"),
        ("", ""),
        ('"a b"', ""),
        ('"é"', ""),
        ('"a\r\nX: y"', ""),
        ('"a\x00"', ""),
        ('"' + "x" * 300 + '"', ""),
    ],
)
def test_servers_words_are_short_and_plain(etag: str, kept: str) -> None:
    assert validators({"ETag": etag})[0] == kept
    assert Seen("http://n.test/", etag=etag).conditions == ({"If-None-Match": kept} if kept else {})


def test_last_modified_is_short_and_plain() -> None:
    assert validators({"Last-Modified": DATE})[1] == DATE
    for odd in ("x" * 101, "Mon\x00", "Mon\r\nX: y", "é"):
        assert validators({"Last-Modified": odd})[1] == ""
        assert Seen("http://n.test/", last_modified=odd).conditions == {}


def test_row_is_one_for_an_address(serve: Serve) -> None:
    url = serve(caching).origin + "/a.jpg"
    fetched = fetching.fetch_either(url)
    remember_gallery(url, fetched, {})
    remember_picture(url, fetched, SHA, "jpg")
    row = SeenAddress.objects.get()
    assert (row.sha256, row.gallery) == (SHA, None)
