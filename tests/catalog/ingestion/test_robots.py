"""robots.txt: asked before anything else of a host, obeyed, and remembered."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from catalog.ingestion import fetching
from catalog.ingestion.errors import (
    ConnectionReset,
    DnsFailed,
    FetchTimeout,
    HostShut,
    IngestionError,
    RobotsDisallowed,
    RobotsUnavailable,
)
from catalog.ingestion.robots import MAX_BYTES, Rules
from catalog.models import Host
from tests.catalog.ingestion.servers import Net, Server, answer, redirect, saying

Serve = Callable[..., Server]
PUBLIC, OTHER = "93.184.216.34", "203.0.114.9"
CLOSED = answer(b"User-agent: *\nDisallow: /private\nDisallow: /*?secret\nAllow: /private/open\n")

pytestmark = pytest.mark.django_db


def fetch(url: str) -> bytes:
    return fetching.fetch_picture(url).content


def robots(text: str) -> bytes:
    return answer(text.encode())


def test_what_is_forbidden_is_not_asked_for(serve: Serve) -> None:
    server = serve(saying(answer(b"x")), robots=CLOSED)
    for path in ("/private", "/private/a.jpg", "/a.jpg?secret=1", "/%70rivate/a.jpg"):
        for ask in (fetching.fetch_picture, fetching.fetch_page, fetching.fetch_either):
            with pytest.raises(RobotsDisallowed) as caught:
                ask(server.origin + path)
            assert (caught.value.code, caught.value.transient) == ("robots_disallowed", False)
    assert server.heads == []
    for path in ("/a.jpg", "/private/open/a.jpg", "/a.jpg?page=2"):
        assert fetch(server.origin + path) == b"x"
    assert server.robots_asked == 1


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: chromatheque\nDisallow: /", False),
        ("USER-AGENT: ChromaTheque/2.0 (x)\nDisallow: /", False),
        ("user agent chromatheque\ndisallow: /", False),
        ("User-agent: chroma\nDisallow: /", True),  # another program's name
        ("User-agent: Googlebot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Chromatheque\nDisallow:", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: Chromatheque\nDisallow: /", False),
        ("User-agent: a\nUser-agent: Chromatheque\nDisallow: /\nUser-agent: b\nAllow: /", False),
        ("User-agent: a\nDisallow: /\nUser-agent: *\nAllow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("User-agent: * # everybody\nDisallow: / # all", False),
        ("", True),
        ("\x00\x01\x02 no text", True),
        ("<html><title>Disallow: /</title>", True),
    ],
)
def test_rules_for_us_are_those_for_our_name_else_for_everybody(text: str, allowed: bool) -> None:
    rules = Rules(text.removeprefix("\ufeff"))
    try:
        rules.check("http://n.test/a.jpg")
    except RobotsDisallowed:
        assert not allowed
    else:
        assert allowed


@given(st.text(), st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
def test_no_text_breaks_the_rules(text: str, path: str) -> None:
    rules = Rules(f"User-agent: *\nDisallow: {path}\n{text}")
    assert 0 <= rules.delay <= 30
    with suppress(RobotsDisallowed):
        rules.check(f"http://n.test/{path}")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(20_000)) + "Disallow: /b\n" * 10_000,
        "User-agent: *\n" + "".join(f"Disallow: /*{n}*a$\n" for n in range(20_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "b",
        "user" + " -" * 200_000,
        "user-agent" + " " * 400_000,
    ],
    ids=["many agents", "many rules", "one long rule", "dashes", "spaces"],
)
def test_hostile_rules_cost_little(text: str) -> None:
    began = time.process_time()
    Rules(text[:MAX_BYTES]).check("http://n.test/" + "a" * 2000 + ".jpg")
    assert time.process_time() - began < 3


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "401 No", "403 No", "418 Teapot"])
def test_missing_or_closed_file_forbids_nothing(serve: Serve, status: str) -> None:
    body = answer(b"User-agent: *\nDisallow: /", status)
    server = serve(saying(answer(b"x")), robots=body)
    assert fetch(server.origin) == fetch(server.origin) == b"x"
    assert server.robots_asked == 1


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad", "503 Busy", "429 Slower"])
def test_server_that_cannot_give_it_is_left_alone(serve: Serve, status: str) -> None:
    server = serve(saying(answer(b"x")), robots=answer(b"", status))
    with pytest.raises(RobotsUnavailable) as caught:
        fetch(server.origin)
    assert (caught.value.code, caught.value.transient) == ("robots_unavailable", True)
    assert caught.value.wait == 300
    with pytest.raises(HostShut, match="robots_unavailable"):
        fetch(f"{server.origin}/other.jpg")
    assert (server.heads, server.robots_asked) == ([], 1)
    Host.objects.update(shut_until=timezone.now())
    server.robots = answer(b"")
    assert fetch(server.origin) == b"x"


def test_server_that_asks_for_rest_on_its_robots_gets_it(serve: Serve) -> None:
    server = serve(saying(b""), robots=answer(b"", "503 Busy", Retry_After="900"))
    with pytest.raises(RobotsUnavailable) as caught:
        fetch(server.origin)
    assert caught.value.wait == 900


def test_unknown_host_fails_as_its_page_would(net: Net) -> None:
    with pytest.raises(DnsFailed):
        fetch("http://nx.test/")


def test_host_out_of_reach_fails_as_its_page_would(serve: Serve, settings: Any) -> None:
    with pytest.raises(ConnectionReset):
        fetch(serve(saying(answer(b"x")), robots=b"").origin)
    settings.INGEST_TIMEOUT = 0.4
    silent = serve(lambda server, connection, head: server.ended.wait(3), robots=None)
    began = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetch(silent.origin)
    assert time.monotonic() - began < 0.4
    assert not Host.objects.exclude(robots_at=None).exists()


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        answer(b"\xff\xd8\xff" + bytes(range(256)) * 40),
        answer(b"x", Content_Encoding="br"),
        redirect("/robots.txt"),
        redirect("http://127.0.0.1:1/robots.txt"),
        redirect("file:///etc/passwd"),
        redirect("http://nx.test/robots.txt"),
    ],
)
def test_senseless_file_forbids_nothing_and_is_asked_for_again_sooner(
    net: Net, serve: Serve, data: bytes
) -> None:
    net.names["n.test"] = [PUBLIC]
    server = net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, robots=data)
    assert fetch("http://n.test/") == fetch("http://n.test/") == b"x"
    asked = server.robots_asked
    assert asked <= 4
    row = Host.objects.get(name="n.test")
    if row.robots.startswith("# not read: "):
        Host.objects.update(robots_at=timezone.now() - timedelta(minutes=61))
        assert fetch("http://n.test/") == b"x"
        assert server.robots_asked > asked


def test_redirects_of_the_file_are_followed_and_checked(net: Net, serve: Serve) -> None:
    net.names |= {"n.test": [PUBLIC], "www.test": [OTHER], "inside.test": ["10.0.0.1"]}
    moved = redirect("http://www.test/robots.txt")
    server = net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, robots=moved)
    net.hosts[OTHER] = serve(saying(b""), trusted=False, robots=CLOSED)
    with pytest.raises(RobotsDisallowed):
        fetch("http://n.test/private")
    Host.objects.update(robots_at=None)
    server.robots = redirect("http://inside.test/robots.txt")
    assert fetch("http://n.test/private") == b"x"
    assert "10.0.0.1" not in net.tried


def test_file_that_lies_on_a_failing_host_defers_the_one_that_sends_there(
    net: Net, serve: Serve
) -> None:
    net.names |= {"n.test": [PUBLIC], "www.test": [OTHER]}
    moved = redirect("http://www.test/robots.txt")
    server = net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, robots=moved)
    with pytest.raises(RobotsUnavailable):  # nobody listens there
        fetch("http://n.test/")
    assert server.heads == []
    assert Host.objects.get(name="n.test").shut_code == "robots_unavailable"


def test_target_of_a_redirect_is_asked_before_it_is_followed(net: Net, serve: Serve) -> None:
    net.names |= {"n.test": [PUBLIC], "www.test": [OTHER]}
    net.hosts[PUBLIC] = serve(saying(redirect("http://www.test/private")), trusted=False)
    other = net.hosts[OTHER] = serve(saying(answer(b"x")), trusted=False, robots=CLOSED)
    with pytest.raises(RobotsDisallowed):
        fetch("http://n.test/")
    assert (other.heads, other.robots_asked) == ([], 1)


def test_strangers_redirect_cannot_have_a_trusted_robots_asked(net: Net, serve: Serve) -> None:
    own = serve(saying(answer(b"x")))
    net.names["n.test"] = [PUBLIC]
    net.hosts[PUBLIC] = serve(saying(redirect(f"{own.origin}/a")), trusted=False)
    with pytest.raises(IngestionError):
        fetch("http://n.test/")
    assert own.robots_asked == 0


def test_file_is_asked_for_again_when_it_is_old(serve: Serve, settings: Any) -> None:
    server = serve(saying(answer(b"x")))
    for hours, asked in ((23, 1), (25, 2)):
        fetch(server.origin)
        Host.objects.update(robots_at=timezone.now() - timedelta(hours=hours))
        fetch(server.origin)
        assert server.robots_asked == asked
    settings.INGEST_ROBOTS_HOURS = 0
    fetch(server.origin)
    assert server.robots_asked == 3


def test_long_file_is_read_as_far_as_the_cap(serve: Serve) -> None:
    text = "User-agent: *\nDisallow: /private\n" + "#" * MAX_BYTES + "\nDisallow: /\n"
    server = serve(saying(answer(b"x")), robots=robots(text))
    assert fetch(server.origin) == b"x"
    with pytest.raises(RobotsDisallowed):
        fetch(f"{server.origin}/private")
    assert len(Host.objects.get().robots) <= MAX_BYTES


@pytest.mark.parametrize(
    ("said", "delay"), [("5", 5), ("0.5", 0.5), ("9e9", 30), ("-1", 0), ("nan", 0), ("soon", 0)]
)
def test_crawl_delay_is_kept_within_bounds(said: str, delay: float) -> None:
    assert Rules(f"User-agent: *\nCrawl-delay: {said}\nDisallow: /x").delay == delay


def test_crawl_delay_lengthens_the_pause_from_the_first_page_on(serve: Serve) -> None:
    server = serve(saying(answer(b"x")), robots=robots("User-agent: *\nCrawl-delay: 0.3"))
    fetch(server.origin)
    began = time.monotonic()
    row = Host.objects.get()
    assert row.free_at is not None
    fetch(server.origin)
    assert time.monotonic() - began > 0.25


def test_no_robots_is_a_setting(serve: Serve, settings: Any) -> None:
    settings.INGEST_ROBOTS = False
    server = serve(saying(answer(b"x")), robots=CLOSED)
    assert fetch(f"{server.origin}/private") == b"x"
    assert server.robots_asked == 0
