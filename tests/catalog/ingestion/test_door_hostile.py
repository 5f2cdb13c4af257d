"""The door against servers that are slow, endless, broken or lying."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from itertools import cycle, repeat
from typing import Any

import pytest

from catalog.ingestion import fetching, wire
from catalog.ingestion.errors import (
    BadResponse,
    BadStatus,
    ConnectionFailed,
    ConnectionReset,
    FetchError,
    FetchTimeout,
    IngestionError,
    ServerFailed,
    SourceBusy,
    SourceForbidden,
    SourceNotFound,
    TooLarge,
    TooManyRedirects,
    TruncatedBody,
    UnexpectedEncoding,
)
from tests.catalog.ingestion.servers import Net, Script, Server, answer, redirect, saying

DEADLINE = 0.5
SLACK = 0.5
Serve = Callable[..., Server]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_deadline(settings: Any) -> None:
    settings.INGEST_TIMEOUT = DEADLINE


def dripping(*start: bytes, pieces: Any) -> Script:
    def script(server: Server, connection: socket.socket, head: bytes) -> None:
        for part in start:
            connection.sendall(part)
        server.drip(connection, pieces)

    return script


OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "a byte of a header at a time": dripping(OK + b"X-Slow: ", pieces=repeat(b"x")),
    "a header line at a time": dripping(OK, pieces=repeat(b"X-A: b\r\n")),
    "a byte of the body at a time": dripping(
        OK + b"Content-Length: 1000000\r\n\r\n", pieces=repeat(b"x")
    ),
    "a byte of a body without length": dripping(OK + b"\r\n", pieces=repeat(b"x")),
    "one-byte chunks": dripping(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", pieces=repeat(b"1\r\nx\r\n")
    ),
    "100 Continue for ever": dripping(pieces=repeat(b"HTTP/1.1 100 Continue\r\n\r\n")),
    "silence": lambda server, connection, head: server.ended.wait(5),
    "a redirect after a drip, again and again": dripping(
        pieces=cycle([b"HTTP/1.1 302 Found\r\nLocation: /\r\nX: ", *[b"y"] * 20, b"\r\n\r\n"])
    ),
}


@pytest.mark.parametrize("kind", SLOW)
def test_slow_server_ends_at_the_deadline(serve: Serve, kind: str) -> None:
    server = serve(SLOW[kind])
    began = time.monotonic()
    with pytest.raises(FetchTimeout) as caught:
        fetching.fetch_picture(server.origin)
    assert time.monotonic() - began < DEADLINE + SLACK
    assert caught.value.code == "fetch_timeout"


def test_slow_name_server_ends_at_the_deadline(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(wire, "_lookup", lambda host, port: over.wait(5) and [])
    began = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetching.fetch_picture("http://slow.test/")
    assert time.monotonic() - began < DEADLINE + SLACK
    over.set()


def test_host_that_swallows_connections_ends_at_the_deadline(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def swallow(ip: object, port: int, timeout: float) -> socket.socket:
        given.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(wire, "_connect", swallow)
    net.names["hole.test"] = ["93.184.216.34", "93.184.216.35", "93.184.216.36"]
    with pytest.raises(FetchTimeout):
        fetching.fetch_picture("http://hole.test/")
    assert len(given) == 2
    assert sum(given) <= DEADLINE


def flooding(start: bytes, piece: bytes) -> Script:
    def script(server: Server, connection: socket.socket, head: bytes) -> None:
        connection.sendall(start)
        server.flood(connection, piece)

    return script


ENDLESS = {
    "no length": flooding(OK + b"\r\n", b"x" * 65536),
    "chunked": flooding(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"
    ),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_body_ends_at_the_cap(serve: Serve, settings: Any, kind: str) -> None:
    settings.INGEST_TIMEOUT = 10
    settings.INGEST_MAX_PICTURE_BYTES = 1_000_000
    server = serve(ENDLESS[kind])
    with pytest.raises(TooLarge) as caught:
        fetching.fetch_picture(server.origin)
    assert caught.value.code == "too_large"
    assert server.sent < 1_000_000 + 4_000_000


def test_announced_length_over_the_cap_is_refused_unread(serve: Serve) -> None:
    server = serve(saying(OK + b"Content-Length: 10000000000\r\n\r\n"))
    with pytest.raises(TooLarge):
        fetching.fetch_picture(server.origin)


def test_redirects_body_is_not_read(serve: Serve) -> None:
    def script(server: Server, connection: socket.socket, head: bytes) -> None:
        if b"/end" in head.split(b"\r\n")[0]:
            connection.sendall(answer(b"x"))
            return
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /end\r\n\r\n")
        server.flood(connection, b"x" * 65536)

    server = serve(script)
    assert fetching.fetch_picture(server.origin).content == b"x"
    assert server.sent < 4_000_000


def test_page_and_picture_have_their_own_caps(serve: Serve, settings: Any) -> None:
    settings.INGEST_MAX_PAGE_BYTES, settings.INGEST_MAX_PICTURE_BYTES = 1000, 3000
    page = b"<html>" + b"x" * 2000
    picture = b"\xff\xd8\xff" + b"x" * 2000
    server = serve(
        lambda server, connection, head: connection.sendall(
            answer(page if b"page" in head.split(b"\r\n")[0] else picture)
        )
    )
    assert fetching.fetch_either(f"{server.origin}/picture").content == picture
    assert fetching.fetch_picture(f"{server.origin}/picture").content == picture
    for fetch in (fetching.fetch_either, fetching.fetch_page):
        with pytest.raises(TooLarge):
            fetch(f"{server.origin}/page")


BROKEN: dict[str, tuple[bytes, type[IngestionError]]] = {
    "a body shorter than announced": (OK + b"Content-Length: 1000\r\n\r\nabc", TruncatedBody),
    "a chunk cut off": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n100\r\nabc",
        TruncatedBody,
    ),
    "two lengths": (OK + b"Content-Length: 3\r\nContent-Length: 8\r\n\r\nabc", BadResponse),
    "two equal lengths": (OK + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", BadResponse),
    "length and chunks": (
        OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        BadResponse,
    ),
    "a negative length": (OK + b"Content-Length: -1\r\n\r\nabc", BadResponse),
    "a length of letters": (OK + b"Content-Length: abc\r\n\r\nabc", BadResponse),
    "a length of lengths": (OK + b"Content-Length: 3, 3\r\n\r\nabc", BadResponse),
    "chunks of something else": (
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        BadResponse,
    ),
    "chunks that are none": (
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        TruncatedBody,
    ),
    "a header line of 200 kB": (OK + b"X: " + b"x" * 200_000 + b"\r\n\r\n", BadResponse),
    "5,000 headers": (OK + b"X: y\r\n" * 5000 + b"\r\n", BadResponse),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", BadResponse),
    "nothing": (b"", ConnectionReset),
    "a gzipped picture": (
        answer(gzip.compress(b"x" * 9), Content_Encoding="gzip"),
        UnexpectedEncoding,
    ),
    "status 204": (b"HTTP/1.1 204 No Content\r\n\r\n", BadStatus),
    "status 206": (answer(b"x", "206 Partial Content"), BadStatus),
    "status 304": (b"HTTP/1.1 304 Not Modified\r\n\r\n", BadStatus),
    "status 302 without a target": (answer(b"", "302 Found"), BadStatus),
    "status 500": (answer(b"x", "500 Internal Server Error"), ServerFailed),
    "status 599": (answer(b"x", "599 Odd"), ServerFailed),
    "status 408": (answer(b"x", "408 Request Timeout"), ServerFailed),
    "status 429": (answer(b"x", "429 Too Many Requests"), SourceBusy),
    "status 503": (answer(b"x", "503 Service Unavailable"), SourceBusy),
    "status 418": (answer(b"x", "418 Teapot"), BadStatus),
    "status 401": (answer(b"x", "401 Unauthorized"), SourceForbidden),
    "status 403": (answer(b"x", "403 Forbidden"), SourceForbidden),
    "status 404": (answer(b"x", "404 Not Found"), SourceNotFound),
    "status 410": (answer(b"x", "410 Gone"), SourceNotFound),
    "a redirect to itself": (redirect("/"), TooManyRedirects),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_answer_has_its_own_name(
    serve: Serve, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    data, error = BROKEN[kind]
    with pytest.raises(error) as caught:
        fetching.fetch_picture(serve(saying(data)).origin)
    assert type(caught.value) is error
    assert caplog.records == []


def test_connection_reset_in_the_body_has_its_own_name(serve: Serve) -> None:
    def script(server: Server, connection: socket.socket, head: bytes) -> None:
        connection.sendall(OK + b"Content-Length: 1000000\r\n\r\n" + b"x" * 1000)
        linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    with pytest.raises(FetchError) as caught:
        fetching.fetch_picture(serve(script).origin)
    assert caught.value.code == "connection_reset"


def test_closed_port_has_its_own_name(settings: Any) -> None:
    with Server(saying(b"")) as server:
        settings.INGEST_TRUSTED_ORIGINS = [server.origin]
    with pytest.raises(ConnectionFailed) as caught:
        fetching.fetch_picture(server.origin)
    assert caught.value.code == "connection_failed"


def test_body_longer_than_announced_is_cut_at_the_announced_length(serve: Serve) -> None:
    server = serve(saying(OK + b"Content-Length: 3\r\n\r\nabcdefgh"))
    assert fetching.fetch_picture(server.origin).content == b"abc"


def test_gzipped_page_is_read_and_its_bomb_is_not(serve: Serve, settings: Any) -> None:
    settings.INGEST_MAX_PAGE_BYTES = 100_000
    page = serve(saying(answer(gzip.compress(b"<p>hello"), Content_Encoding="gzip")))
    assert fetching.fetch_page(page.origin).content == b"<p>hello"
    bomb = serve(saying(answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")))
    with pytest.raises(TooLarge):
        fetching.fetch_page(bomb.origin)
    half = gzip.compress(b"<p>hello" * 1000)[:-20]
    cut = serve(saying(answer(half, Content_Encoding="gzip")))
    with pytest.raises(TruncatedBody):
        fetching.fetch_page(cut.origin)
    for encoding in ("gzip, gzip", "br", "deflate"):
        nested = serve(saying(answer(b"x", Content_Encoding=encoding)))
        with pytest.raises(UnexpectedEncoding):
            fetching.fetch_page(nested.origin)
    lying = serve(saying(answer(b"not gzip", Content_Encoding="gzip")))
    with pytest.raises(BadResponse):
        fetching.fetch_page(lying.origin)


def test_page_packed_in_several_members_is_read_whole(serve: Serve) -> None:
    packed = b"".join(gzip.compress(part) for part in (b"<p>", b"", b"hello" * 9000, b"</p>"))
    for behind in (b"", b"\0" * 100):
        page = serve(saying(answer(packed + behind, Content_Encoding="gzip")))
        assert fetching.fetch_page(page.origin).content == b"<p>" + b"hello" * 9000 + b"</p>"
    page = serve(saying(answer(packed[:-9], Content_Encoding="gzip")))
    with pytest.raises(TruncatedBody):
        fetching.fetch_page(page.origin)


@pytest.mark.parametrize("behind", [b"junk" * 16_384, gzip.compress(b"") * 3000])
def test_what_follows_a_packed_page_without_end_is_not_read(
    serve: Serve, settings: Any, behind: bytes
) -> None:
    settings.INGEST_MAX_PAGE_BYTES = 1_000_000

    def script(server: Server, connection: socket.socket, head: bytes) -> None:
        connection.sendall(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>hello"))
        server.flood(connection, behind)

    server = serve(script)
    if behind.startswith(b"junk"):
        assert fetching.fetch_page(server.origin).content == b"<p>hello"
    else:
        with pytest.raises(TooLarge):
            fetching.fetch_page(server.origin)
    assert server.sent < 1_000_000 + 10_000_000


def test_white_space_around_a_length_is_allowed(serve: Serve) -> None:
    server = serve(saying(OK + b"Content-Length: \t 3 \t\r\n\r\nabc"))
    assert fetching.fetch_picture(server.origin).content == b"abc"


def test_type_and_charset_are_those_of_the_header(serve: Serve) -> None:
    page = serve(saying(answer(b"x", Content_Type='text/HTML; charset="Latin-1"')))
    fetched = fetching.fetch_page(page.origin)
    assert (fetched.content_type, fetched.charset) == ("text/html", "latin-1")
    odd = serve(saying(answer(b"x", Content_Type="\x7f;;charset=*'")))
    assert fetching.fetch_page(odd.origin).content == b"x"
