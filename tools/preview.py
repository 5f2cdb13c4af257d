"""A catalogue served for a moment from a temporary folder, and the addresses of its pages."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

LARGEST = "-".join(f"{number * 262139 % 0x1000000:06x}" for number in range(64))


@contextmanager
def served_sample(folder: Path) -> Iterator[str]:
    """The sample catalogue, loaded into ``folder`` and served; yields its address."""
    environment = {**os.environ, "VAR_DIR": str(folder), "LOG_LEVEL": "WARNING"}
    for command in (
        ["migrate", "-v", "0"],
        ["load_sample"],
        ["collectstatic", "--no-input", "-v", "0"],
    ):
        subprocess.run(
            [PYTHON, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with served(environment) as address:
        yield address


@contextmanager
def served(
    environment: dict[str, str], application: str = "config.wsgi", folder: Path = ROOT
) -> Iterator[str]:
    """The catalogue of an environment (or another application found from ``folder``), served by
    gunicorn on a free port of loopback as ``make run`` does.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [
        str(Path(PYTHON).parent / "gunicorn"),
        application,
        *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"),
        *("--log-level", "warning", "--no-control-socket", "--limit-request-line", "8190"),
    ]
    server = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(15)


def wait_until_healthy(base: str, server: subprocess.Popen[bytes], tries: int = 200) -> None:
    """Return when /healthz answers; raise RuntimeError when the server ends or never does."""
    for _ in range(tries):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=5):
                return
        except OSError:  # not there yet, or too busy starting to answer in time
            # Waits on the process, not on a clock: returns at once when it ends.
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
    raise RuntimeError("the server did not answer")


def pages(base: str) -> dict[str, str]:
    """A name and path for every kind of page of a running catalogue."""
    slugs = _links(base, "/films/", "/films/")
    stills = _links(base, f"/films/{slugs[0]}/", "/stills/")
    people = _links(base, "/people/", "/people/")
    return {
        "home": "/",
        "films": "/films/",
        "films-spines": "/films/?view=spines",
        "films-shelf": "/films/?view=shelf&sort=hue",
        "films-mood": "/films/?sort=-lightness&mood=dark&mood=no-such-mood",
        "films-none": "/films/?q=nothing-is-called-this&decade=1920",
        "film": f"/films/{slugs[0]}/",
        "still": f"/stills/{stills[0]}/",
        "search": "/search/?c=c8843f:40&c=204060",
        "search-bare": "/search/",
        "search-changing": "/search/?c=c8843f:40&c=204060&mood=dark&change=1",
        "search-none": "/search/?c=c8843f&mood=dark&mood=bright",
        "search-picture": "/search/picture/",
        "search-bad": "/search/?c=blurple",
        "compare": "/compare/?" + "&".join(f"f={slug}" for slug in slugs[:3]),
        "compare-none": "/compare/",
        "people": "/people/",
        "person": f"/people/{people[0]}/",
        "decades": "/decades/",
        "colours": "/colours/",
        "colour": "/colours/umber/",
        "colour-none": "/colours/umbr/",
        "map": "/map/",
        "map-palettes": "/map/?as=palettes&q=a",
        "map-of-film": f"/films/{slugs[0]}/map/",
        "palette": "/palette/2b2a29:61.5-14787b:24-e0d8c6:10-c08a2e:4-c3132f:0.5*/",
        "palette-largest": f"/palette/{LARGEST}/",
        "palette-bad": "/palette/14787b/",
        "bench": f"/stills/{stills[0]}/?r=kmedoids-cielab-5&r=dbscan-oklab-8",
        "bench-refused": f"/stills/{stills[0]}/bench/?seed=-1",
        "grid": f"/stills/{stills[0]}/grid/",
        "methods": "/about/methods/",
        "about": "/about/",
        "404": "/films/no-such-film/",
    }


def _links(base: str, path: str, prefix: str) -> list[str]:
    """What stands behind ``prefix`` in the links of a page, in order, each once."""
    from bs4 import BeautifulSoup

    with urllib.request.urlopen(base + path) as answer:
        soup = BeautifulSoup(answer.read(), "lxml")
    found = (str(link["href"]) for link in soup.select(f"main li a[href^='{prefix}']"))
    names = (href.removeprefix(prefix).strip("/") for href in found)
    return list(dict.fromkeys(name for name in names if name and "?" not in name))
