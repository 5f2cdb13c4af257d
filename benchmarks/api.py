"""What the API costs, each figure as a ratio taken in one run.

- **upload**: palettes by upload a second, over a bare loop in this process that decodes each
  picture with Pillow's ``load()`` and extracts the palette of what that gave; JPEGs of 1920 x 1080,
  none of them seen before. The forms are written beforehand, since what a visitor's program takes
  for that is not ours. One after the other, and by two visitors at once, as a server of two
  processes is used. Beside it, over the engine given the bytes, which lets the decoder leave out
  what the palette does not need: nothing around it could be faster.
- **still**: requests a second of a still, over a bare Django hello-world's on the same server.
- **slow sources**: requests a second of a page that is made anew, while 16 visitors ask for
  palettes of pictures whose server takes its time, over the same when nobody does.

Run: ``python -m benchmarks.api``.
"""

import io
import json
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlsplit

import requests
from PIL import Image

from benchmarks.own_catalogue import own_catalogue, pictures
from benchmarks.serving import hello, rate, ratio
from palettes.engine import ExtractedPalette, extract_palette
from tools.preview import served

UPLOADS = 24
ROUNDS = 5
SLOW = 16
GOALS = {"upload": 0.7, "two at once": 0.7, "still": 0.30, "slow": 0.8}
MUCH = "1000000000"

Form = tuple[bytes, str]


def main() -> None:
    """Print a line a figure."""
    with own_catalogue() as folder, closing(SlowSources()) as sources:
        from django.core.management import call_command

        from catalog.models import Still

        call_command("load_sample", verbosity=0)
        still = Still.objects.earliest("pk").pk
        environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "ALLOWED_HOSTS": "*",
            "PALETTES_PER_MINUTE": MUCH,
            "FETCHES_PER_MINUTE": MUCH,
            "INGEST_TRUSTED_ORIGINS": ",".join(sources.origins),
            "INGEST_PAUSE": "0",
            "INGEST_BREAKER_MINUTES": "0",
        }
        with hello() as least, served(environment) as base:
            for name, of, bare in LOOPS:
                show(f"upload{name}", uploads(base, folder, bare), of)
                show(f"two at once{name}", together(base, folder, bare), of)
            for name, path in (("still", f"stills/{still}"), ("film list", "films")):
                found = ratio(f"{base}/api/v1/{path}", least, rounds=ROUNDS)
                show(name, found, "of a bare hello-world's requests a second")
            show("slow", slow(base, sources), "of the quiet throughput, with 16 slow sources")


def show(name: str, found: float, of: str) -> None:
    """Print a figure beside its goal."""
    goal = f" (goal {GOALS[name]:.2f})" if name in GOALS else ""
    print(f"  {name:17} {found:5.2f} {of}{goal}", flush=True)


def decode_and_extract(content: bytes) -> ExtractedPalette:
    """The palette of a picture that is decoded whole, as most programs would."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return extract_palette(picture)


LOOPS: Final[tuple[tuple[str, str, Callable[[bytes], ExtractedPalette]], ...]] = (
    ("", "of a loop of decoding and extracting", decode_and_extract),
    (", bare", "of the engine alone", extract_palette),
)


def uploads(base: str, folder: Path, bare: Callable[[bytes], ExtractedPalette]) -> float:
    """Palettes a second by upload over those of a bare loop, in turn, picture by picture."""
    ratios = []
    with closing(HTTPConnection(urlsplit(base).netloc, timeout=60)) as visitor:
        for number, path in enumerate(pictures(folder / f"uploads {bare.__name__}", UPLOADS)):
            content = path.read_bytes()
            form = form_of(content)
            start = time.perf_counter()
            answer = upload(visitor, form)
            middle = time.perf_counter()
            bare(content)
            end = time.perf_counter()
            assert json.loads(answer) == extract_palette(content).as_array().tolist()
            if number >= 4:  # both have started by then
                ratios.append((end - middle) / (middle - start))
    return median(ratios)


def together(base: str, folder: Path, bare: Callable[[bytes], ExtractedPalette]) -> float:
    """Palettes a second when two visitors upload at once, over those of a bare loop."""

    def visit(forms: list[Form]) -> None:
        with closing(HTTPConnection(urlsplit(base).netloc, timeout=60)) as visitor:
            for form in forms:
                upload(visitor, form)

    ratios = []
    for turn in range(ROUNDS):
        made = [path.read_bytes() for path in pictures(folder / f"{bare.__name__} {turn}", UPLOADS)]
        forms = [form_of(content) for content in made]
        start = time.perf_counter()
        with ThreadPoolExecutor(2) as visitors:
            list(visitors.map(visit, (forms[::2], forms[1::2])))
        middle = time.perf_counter()
        for content in made:
            bare(content)
        ratios.append((time.perf_counter() - middle) / (middle - start))
    return median(ratios)


def form_of(content: bytes) -> Form:
    """A form with a picture as it goes over the wire: its body and its type."""
    made = requests.Request("POST", "http://form/", files={"picture": content}).prepare()
    assert isinstance(made.body, bytes)
    return made.body, made.headers["Content-Type"]


def upload(visitor: HTTPConnection, form: Form) -> bytes:
    """Send a form and give the answer. Raises RuntimeError when it is refused."""
    body, kind = form
    visitor.request("POST", "/api/v1/palette", body, {"Content-Type": kind})
    response = visitor.getresponse()
    answer = response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status}: {answer[:300]!r}")
    return answer


class SlowSources:
    """Servers that take each connection and never answer."""

    def __init__(self) -> None:
        self.listeners = [socket.create_server(("127.0.0.1", 0), backlog=64) for _ in range(SLOW)]
        self.held: list[socket.socket] = []
        for listener in self.listeners:
            threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    @property
    def origins(self) -> list[str]:
        """Where they are."""
        return [f"http://127.0.0.1:{one.getsockname()[1]}" for one in self.listeners]

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                self.held.append(listener.accept()[0])
            except OSError:
                return

    def let_go(self) -> None:
        """Close what is held, so that nobody waits any longer."""
        while self.held:
            self.held.pop().close()

    def close(self) -> None:
        """End."""
        for listener in self.listeners:
            listener.close()
        self.let_go()


def slow(base: str, sources: SlowSources) -> float:
    """Pages a second beside 16 visitors of slow sources, over pages a second without, in turn."""
    page = f"{base}/about/methods/?r=x"  # made anew for every request
    answers: Counter[int] = Counter()
    ratios = []
    for _ in range(ROUNDS):
        quiet = rate(page)
        with visitors_of(base, sources, answers):
            ratios.append(rate(page) / quiet)
    print(f"  slow sources were answered: {dict(sorted(answers.items()))}")
    return median(ratios)


@contextmanager
def visitors_of(base: str, sources: SlowSources, answers: Counter[int]) -> Iterator[None]:
    """One visitor of each source who asks, and comes again when told; ``answers`` counts."""
    over = threading.Event()

    def ask(url: str) -> None:
        while not over.is_set():
            try:
                answer = requests.get(f"{base}/api/v1/palette", {"url": url}, timeout=60)
            except requests.RequestException:
                return
            answers[answer.status_code] += 1
            over.wait(float(answer.headers.get("Retry-After", "1")))

    threads = [threading.Thread(target=ask, args=(f"{one}/a.jpg",)) for one in sources.origins]
    for thread in threads:
        thread.start()
    over.wait(0.5)  # until those who are turned away have been
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            while thread.is_alive():
                sources.let_go()
                thread.join(0.1)


if __name__ == "__main__":
    main()
