"""The door: every answer, every redirect and every peer is checked."""

import csv
import re
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.ingestion import fetching, wire
from catalog.ingestion.errors import (
    AddressRefused,
    ConnectionFailed,
    DnsFailed,
    FetchTimeout,
    TooManyRedirects,
)
from tests.catalog.ingestion.conftest import SHARED
from tests.catalog.ingestion.servers import Net, Server, answer, redirect, saying

CASES = SHARED / "cases" / "addresses.tsv"
CERTIFICATES = Path(__file__).parent / "certificates"
PUBLIC = "93.184.216.34"
OTHER = "203.0.114.9"
Serve = Callable[..., Server]

pytestmark = pytest.mark.django_db

NAMES = {
    "127.0.0.1": "refused",
    "::1": "refused",
    "10.1.2.3": "refused",
    "169.254.169.254": "refused",
    "64:ff9b::7f00:1": "refused",
    "::ffff:10.0.0.1": "refused",
    f"{PUBLIC},10.0.0.5": "refused",
    f"10.0.0.5,{PUBLIC}": "refused",
    f"{PUBLIC},::1": "refused",
    PUBLIC: "allowed",
    f"{OTHER}(dead),{PUBLIC}": "allowed",
}
REDIRECTS = {
    "http://127.0.0.1/": "refused",
    "//127.0.0.1/": "refused",
    "http://[::1]/": "refused",
    "http://169.254.169.254/": "refused",
    "http://2130706433/": "refused",
    "http://n.test:22/": "refused",
    "http://user@n.test/": "refused",
    "file:///etc/passwd": "refused",
    "gopher://127.0.0.1/_x": "refused",
    "http://inside.test/": "refused",
    "/ok": "allowed",
    "?ok": "allowed",
    "//n.test/ok": "allowed",
}


def fetch(url: str) -> bytes:
    return fetching.fetch_picture(url).content


def judged(url: str) -> str:
    try:
        fetch(url)
    except (AddressRefused, DnsFailed, TooManyRedirects, ConnectionFailed):
        return "refused"
    return "allowed"


def answers(text: str) -> list[str]:
    if text == "300 A records":
        return [PUBLIC] * 300 + [f"93.184.{n // 250}.{n % 250 + 1}" for n in range(300)]
    return [part.removesuffix("(dead)") for part in text.split(",")]


@pytest.mark.parametrize(("names", "must"), NAMES.items())
def test_every_answer_of_a_name_is_checked(net: Net, serve: Serve, names: str, must: str) -> None:
    net.names["n.test"] = answers(names)
    net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False)
    assert judged("http://n.test/") == must
    assert net.tried == [] if must == "refused" else net.tried[-1] == PUBLIC


@pytest.mark.parametrize(("location", "must"), REDIRECTS.items())
def test_every_redirect_is_checked(net: Net, serve: Serve, location: str, must: str) -> None:
    net.names |= {"n.test": [PUBLIC], "inside.test": ["10.0.0.1"]}
    net.hosts[PUBLIC] = serve(
        lambda server, connection, head: connection.sendall(
            answer(b"x") if b"ok" in head.split(b"\r\n")[0] else redirect(location)
        )
    )
    assert judged("http://n.test/") == must
    # robots.txt of the host, the address, and what it leads to
    assert net.tried == [PUBLIC] * (2 if must == "refused" else 3)


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside the checkout")
def test_shared_names_and_redirects_are_judged_as_they_must_be(net: Net, serve: Serve) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    location = ""

    def script(server: Server, connection: Any, head: bytes) -> None:
        path = head.split(b" ")[1]
        hops = re.search(r"x(\d) then 200", location)
        if path == b"/ok" and not hops:
            connection.sendall(answer(b"x"))
        elif hops:
            step = int(path[2:] or 0) if path.startswith(b"/h") else 0
            last = step == int(hops[1])
            connection.sendall(answer(b"x") if last else redirect(f"/h{step + 1}"))
        else:
            connection.sendall(redirect(location.split(" (")[0]))

    server = net.hosts[PUBLIC] = serve(script, trusted=False)
    net.names |= {"pub.test": [PUBLIC], "good.test": [PUBLIC]}
    for number, kind, case, must, _ in rows:
        if kind == "dns":
            names, url = case.split(" => ")
            if names != "NXDOMAIN":
                net.names[url.split("/")[2]] = answers(names)
            server.script = saying(answer(b"x"))
        elif kind == "redirect" and "https://good.test/" not in case:  # has its own test
            url, location = case.split(" -302-> ")
            server.script = script
        else:
            continue
        assert judged(url) == must, f"case {number}"


def test_unknown_name_has_its_own_code(net: Net) -> None:
    with pytest.raises(DnsFailed) as caught:
        fetch("http://nx.test/")
    assert caught.value.code == "dns_failed"
    assert net.tried == []


def test_two_answers_are_tried_at_most(net: Net) -> None:
    net.names["many.test"] = [f"93.184.216.{n}" for n in range(1, 200)]
    with pytest.raises(ConnectionFailed):
        fetch("http://many.test/")
    assert net.tried == ["93.184.216.1", "93.184.216.2"]


def test_name_that_moves_inside_is_checked_again(net: Net, serve: Serve) -> None:
    net.names["n.test"] = [PUBLIC]
    server = net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False)
    assert fetch("http://n.test/") == b"x"
    net.names["n.test"] = ["127.0.0.1"]
    with pytest.raises(AddressRefused):
        fetch("http://n.test/")
    assert server.connections == 1


def test_peer_that_is_not_the_checked_answer_is_refused(
    net: Net, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    net.names["n.test"] = [PUBLIC]
    server = net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False)

    def elsewhere(ip: object, port: int, timeout: float) -> Any:
        sock = net.connect(ip, port, timeout)
        sock.peer = ("127.0.0.1", port)  # type: ignore[attr-defined]
        return sock

    monkeypatch.setattr(wire, "_connect", elsewhere)
    with pytest.raises(ConnectionFailed):
        fetch("http://n.test/")
    assert server.heads == []


def test_refused_address_makes_no_connection(serve: Serve) -> None:
    server = serve(saying(answer(b"x")), trusted=False)
    for url in (server.origin, f"http://localhost:{server.port}/", "http://127.0.0.1/"):
        with pytest.raises(AddressRefused):
            fetch(url)
    assert server.connections == 0


def test_redirect_to_loopback_makes_no_connection(serve: Serve) -> None:
    victim = serve(saying(answer(b"x")), trusted=False)
    door = serve(saying(redirect(f"{victim.origin}/secret")))
    with pytest.raises(AddressRefused):
        fetch(door.origin)
    assert victim.connections == 0


def test_strangers_redirect_cannot_borrow_the_keepers_trust(net: Net, serve: Serve) -> None:
    own = serve(saying(answer(b"x")))
    net.names["n.test"] = [PUBLIC]
    net.hosts[PUBLIC] = serve(saying(redirect(f"{own.origin}/")), trusted=False)
    with pytest.raises(AddressRefused):
        fetch("http://n.test/")
    assert own.connections == 0


def test_strangers_page_cannot_borrow_the_keepers_trust(net: Net, serve: Serve) -> None:
    own = serve(saying(answer(b"x")))
    with pytest.raises(AddressRefused):
        fetching.fetch_picture(f"{own.origin}/a.jpg", found_on="http://n.test/gallery/")
    assert own.connections == 0
    assert net.tried == []


def test_three_redirects_are_followed_and_no_fourth(serve: Serve) -> None:
    def script(server: Server, connection: Any, head: bytes) -> None:
        step = int(head.split(b" ")[1][1:] or 0)
        connection.sendall(answer(b"x") if step == 0 else redirect(f"/{step - 1}"))

    server = serve(script)
    fetched = fetching.fetch_picture(f"{server.origin}/3")
    assert (fetched.content, fetched.final_url) == (b"x", f"{server.origin}/0")
    assert fetched.url == f"{server.origin}/3"
    with pytest.raises(TooManyRedirects):
        fetch(f"{server.origin}/4")


def test_request_is_plain_and_honest(
    serve: Serve, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.INGEST_CONTACT = "keeper@catalogue.test"
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    server = serve(saying(answer(b"x", Set_Cookie="id=1; Path=/")))
    assert fetch(server.origin) == b"x"
    assert fetch(server.origin) == b"x"
    for head in server.heads:
        text = head.decode().lower()
        assert "accept-encoding: identity" in text
        assert "chromatheque" in text
        assert "keeper@catalogue.test" in text
        assert f"host: 127.0.0.1:{server.port}" in text
        for absent in ("authorization", "cookie", "referer", "proxy"):
            assert absent not in text


def tls(monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    monkeypatch.setattr(wire, "_verify", str(CERTIFICATES / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "good.pem")
    return context


def test_certificate_is_checked_against_the_name_of_the_url(
    net: Net, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = tls(monkeypatch)
    seen: list[str | None] = []
    context.sni_callback = lambda sock, name, ctx: seen.append(name)
    net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, context=context)
    net.names |= {"good.test": [PUBLIC], "evil-cert.test": [PUBLIC]}
    assert fetch("https://good.test/") == b"x"
    with pytest.raises(ConnectionFailed, match="certificate"):
        fetch("https://evil-cert.test/")
    assert seen == ["good.test", "good.test", "evil-cert.test"]  # the first for robots.txt


def test_certificate_of_an_unknown_authority_is_refused(
    net: Net, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = tls(monkeypatch)
    monkeypatch.setattr(wire, "_verify", True)
    net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, context=context)
    net.names["good.test"] = [PUBLIC]
    with pytest.raises(ConnectionFailed, match="certificate"):
        fetch("https://good.test/")


def test_redirect_from_http_to_https_is_followed(
    net: Net, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = tls(monkeypatch)
    net.names |= {"pub.test": [OTHER], "good.test": [PUBLIC]}
    net.hosts[OTHER] = serve(saying(redirect("https://good.test/")), trusted=False)
    net.hosts[PUBLIC] = serve(saying(answer(b"x")), trusted=False, context=context)
    assert fetch("http://pub.test/") == b"x"


def test_stalled_handshake_ends_at_the_deadline(
    net: Net, serve: Serve, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INGEST_TIMEOUT = 0.3
    net.names["good.test"] = [PUBLIC]
    net.hosts[PUBLIC] = serve(
        lambda server, connection, head: server.ended.wait(5), trusted=False, reads=False
    )
    with pytest.raises(FetchTimeout):
        fetch("https://good.test/")
