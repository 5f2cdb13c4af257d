"""The product and a bare Django hello-world on the same server, and their requests a second.

Both run under gunicorn as the product does. They are asked in turn, a second each, by two
connections that stay open, and the ratio of each pair is taken, so that a busy machine slows both.
"""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tools.preview import served

HELLO = """
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], SECRET_KEY="bare", ROOT_URLCONF=__name__, MIDDLEWARE=[])
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
answer = lambda request: HttpResponse("Hello, world", headers={"Content-Length": "12"})
urlpatterns = [path("", answer), path("healthz", answer)]
application = get_wsgi_application()
"""
CONNECTIONS = 2
SECONDS = 1.0


@contextmanager
def hello() -> Iterator[str]:
    """The smallest Django there is: no middleware, no database, no template."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hello.py").write_text(HELLO)
        with served(dict(os.environ), "hello:application", Path(folder)) as address:
            yield f"{address}/"


def ask(url: str, headers: Sequence[str] = ()) -> tuple[int, dict[str, str], bytes]:
    """One answer: status, headers (small letters), body."""
    with socket.create_connection(_place(url)) as connection:
        return _answer(connection, _request(url, headers))


def rate(url: str, headers: Sequence[str] = (), seconds: float = SECONDS) -> float:
    """Answers a second over a few connections that stay open.

    Raises RuntimeError when an answer is none that was meant: other than 200 or 304.
    """
    counts = [0] * CONNECTIONS
    wrong: list[int] = []
    end = time.perf_counter() + seconds

    def go(number: int) -> None:
        request = _request(url, headers)
        with socket.create_connection(_place(url)) as connection:
            while time.perf_counter() < end:
                status, _, _ = _answer(connection, request)
                if status not in (200, 304):
                    wrong.append(status)
                    return
                counts[number] += 1

    threads = [threading.Thread(target=go, args=(n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{url} answered {wrong[0]}")
    return sum(counts) / seconds


def ratio(url: str, least: str, headers: Sequence[str] = (), rounds: int = 7) -> float:
    """The page's requests a second over those of the smallest, median of rounds in turn."""
    pairs = [(rate(url, headers), rate(least)) for _ in range(rounds)]
    return median(ours / theirs for ours, theirs in pairs)


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 80


def _request(url: str, headers: Sequence[str]) -> bytes:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", "Accept-Encoding: gzip", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _answer(connection: socket.socket, request: bytes) -> tuple[int, dict[str, str], bytes]:
    connection.sendall(request)
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in rest)}
    length = int(headers.get("content-length", 0))
    while len(body) < length:
        body += _more(connection)
    return int(first.split()[1]), headers, body


def _more(connection: socket.socket) -> bytes:
    part = connection.recv(262_144)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part
