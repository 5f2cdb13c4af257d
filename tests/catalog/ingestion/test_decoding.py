"""Pictures are decoded in a process of their own, which no picture gets the better of."""

import csv
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.test import override_settings
from PIL import Image

from catalog.ingestion import decode_process, decoding
from catalog.ingestion.errors import DecoderCrashed, DecodeTimeout, PictureError, TooManyPixels
from catalog.ingestion.images import verify
from tests.catalog.ingestion.bombs import bombs, saved
from tests.catalog.ingestion.conftest import SHARED
from tests.catalog.ingestion.pictures import picture

HOSTILE = SHARED / "hostile_images"
ROOT = Path(__file__).parents[3]
BOMBS = bombs()
SLOW = saved(Image.effect_noise((5000, 3000), 80), "PNG")  # takes a good part of a second

PROGRAM = """
import sys
from django.conf import settings
settings.configure(INGEST_DECODE_SECONDS=20)
from catalog.ingestion import decoding, images
images.verify(open(sys.argv[1], "rb").read())
print(*decoding.children(), flush=True)
for path in sys.argv[2:]:
    images.verify(open(path, "rb").read())
sys.stdin.read()
"""


def outcome(content: bytes) -> str:
    try:
        verify(content)
    except PictureError as error:
        return error.code
    return "taken"


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    return condition()


def runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def peak(pid: int) -> int:
    """The most memory a process has held, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


@pytest.fixture
def fresh() -> None:
    """No child is left from earlier tests."""
    decoding._decoders.close()
    decoding._decoders = decoding.Decoders()


@pytest.mark.usefixtures("fresh")
def test_many_pictures_take_one_child() -> None:
    verify(picture(1))
    (child,) = decoding.children()
    for seed in range(20):
        verify(picture(seed))
    assert decoding.children() == [child]
    assert psutil.Process(child).memory_info().rss < 45_000_000


@pytest.mark.usefixtures("fresh")
def test_a_child_knows_nothing_of_the_catalogue() -> None:
    verify(picture(1))
    child = psutil.Process(decoding.children()[0])
    assert not {"SECRET_KEY", "VAR_DIR", "PATH"} & set(child.environ())
    libraries = {Path(region.path).name for region in child.memory_maps()}
    assert [name for name in libraries if "numpy" in name or "sqlite" in name] == []
    code = "import sys, catalog.ingestion.decode_child; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert not {"django", "numpy", "pickle", "socket"} & set(found.stdout.split())


@pytest.mark.usefixtures("fresh")
def test_a_child_can_open_little_and_write_nothing() -> None:
    verify(picture(1))
    child = psutil.Process(decoding.children()[0])
    assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert child.rlimit(psutil.RLIMIT_CORE) == (0, 0)
    assert child.rlimit(psutil.RLIMIT_NPROC) == (0, 0)
    assert child.rlimit(psutil.RLIMIT_NOFILE)[1] <= 16
    assert child.rlimit(psutil.RLIMIT_DATA)[1] < 300_000_000
    assert child.num_fds() <= 4


@pytest.mark.usefixtures("fresh")
def test_a_child_is_replaced_after_so_many_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode_process, "PICTURES", 3)
    seen = set()
    for seed in range(7):
        verify(picture(seed))
        seen.update(decoding.children())
        assert len(decoding.children()) == 1
    assert len(seen) == 3


def test_a_picture_that_takes_too_long_is_refused_and_the_next_is_taken(settings: Any) -> None:
    settings.INGEST_DECODE_SECONDS = 0.02
    with pytest.raises(DecodeTimeout) as caught:
        verify(SLOW)
    assert caught.value.code == "decode_timeout"
    settings.INGEST_DECODE_SECONDS = 10
    assert outcome(picture(1)) == "taken"


@pytest.mark.usefixtures("fresh")
def test_a_child_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    verify(picture(1))
    (child,) = decoding.children()
    os.kill(child, signal.SIGSTOP)
    with monkeypatch.context() as short, override_settings(INGEST_DECODE_SECONDS=0.2):
        short.setattr(decode_process, "GRACE", 0.2)
        assert outcome(picture(2)) == "decode_timeout"
    assert not runs(child)  # another one starts, for which a busy machine may need longer
    assert outcome(picture(2)) == "taken"


@pytest.mark.usefixtures("fresh")
def test_a_child_killed_amid_a_picture_costs_that_picture_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive = decode_process.Decoder._receive

    def kill_first(decoder: decode_process.Decoder, length: int, deadline: float) -> bytes:
        os.kill(decoder.process.pid, signal.SIGKILL)  # it has said that it begins
        return receive(decoder, length, deadline)

    monkeypatch.setattr(decode_process.Decoder, "_receive", kill_first)
    with pytest.raises(DecoderCrashed) as caught:
        verify(SLOW)
    monkeypatch.undo()
    assert caught.value.code == "decoder_crashed"
    assert outcome(picture(1)) == "taken"


@pytest.mark.usefixtures("fresh")
def test_a_child_killed_at_rest_costs_no_picture() -> None:
    verify(picture(1))
    os.kill(decoding.children()[0], signal.SIGKILL)
    assert outcome(picture(2)) == "taken"


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "program",
    ["pass", "import os, time; os.write(1, b'\\1\\0' + b'\\xff' * 99); time.sleep(9)"],
    ids=["ends", "answers nonsense"],
)
def test_a_decoder_that_is_broken_or_taken_over_is_a_named_refusal(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode_process, "_START", program)
    assert outcome(picture(1)) == "decoder_crashed"
    assert decoding.children() == []


@pytest.mark.usefixtures("fresh")
def test_a_decoder_that_cannot_be_started_is_a_named_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert outcome(picture(1)) == "decoder_crashed"


def test_what_takes_more_memory_than_allowed_is_refused_by_name() -> None:
    content = saved(Image.new("RGB", (6000, 5000), "#123456"), "WEBP", method=0)
    with pytest.raises(TooManyPixels) as caught:
        verify(content)
    assert "memory" in caught.value.message


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "subsampling": 0}),
        ("PNG", {"compress_level": 1}),
        ("GIF", {}),
    ],
)
def test_forty_million_pixels_are_read(kind: str, options: dict[str, Any]) -> None:
    mode = "RGBA" if kind == "PNG" else "RGB"
    content = saved(Image.new(mode, (8000, 5000), "#204060"), kind, **options)
    assert outcome(content) == "taken"
    assert max(map(peak, decoding.children())) < 300_000_000


@pytest.mark.usefixtures("fresh")
def test_many_threads_share_few_children() -> None:
    contents = [picture(seed, size=(320, 180)) for seed in range(8)]
    alone = [verify(content) for content in contents]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(verify, contents * 12))
    assert together == alone * 12
    assert 1 <= len(decoding.children()) <= decoding.AT_ONCE


@pytest.mark.usefixtures("fresh")
def test_a_slow_picture_does_not_hold_up_another() -> None:
    verify(picture(1))
    (child,) = decoding.children()
    os.kill(child, signal.SIGSTOP)
    slow = threading.Thread(target=outcome, args=(picture(1),))
    slow.start()
    assert until(lambda: not decoding._decoders.idle)
    assert outcome(picture(2)) == "taken"
    assert slow.is_alive()
    os.kill(child, signal.SIGCONT)
    slow.join()


@pytest.mark.usefixtures("fresh")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_forked_process_has_a_child_of_its_own() -> None:
    verify(picture(1))
    (own,) = decoding.children()
    reading, writing = os.pipe()
    forked = os.fork()
    if not forked:
        try:
            before = decoding.children()
            told = f"{before} {outcome(picture(2))} {own in decoding.children()}"
            os.write(writing, told.encode())
            decoding._decoders.close()
        finally:
            os._exit(0)
    os.waitpid(forked, 0)
    assert os.read(reading, 200) == b"[] taken False"
    os.close(reading)
    os.close(writing)
    assert outcome(picture(3)) == "taken"
    assert decoding.children() == [own]


@pytest.mark.parametrize("busy", [False, True], ids=["at rest", "amid a picture"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_child_ends_with_its_parent_however_that_ends(
    how: signal.Signals, busy: bool, tmp_path: Path
) -> None:
    paths = [tmp_path / "small.jpg", tmp_path / "slow.png"][: 1 + busy]
    for path, content in zip(paths, (picture(1), SLOW), strict=False):
        path.write_bytes(content)
    parent = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, paths)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    if busy:
        time.sleep(0.05)
    assert runs(child)
    parent.send_signal(how)
    _, noise = parent.communicate(timeout=10)
    assert until(lambda: not runs(child), 5)
    assert "decode_child" not in noise


@pytest.mark.usefixtures("fresh")
def test_bombs_harm_neither_parent_nor_child() -> None:
    verify(picture(1))
    contents = list(BOMBS.values())
    if HOSTILE.exists():
        contents += [path.read_bytes() for path in sorted(HOSTILE.glob("*.*"))]
    parent = psutil.Process()
    before = parent.memory_info().rss
    for content in contents:
        outcome(content)
        assert parent.memory_info().rss - before < 20_000_000
    assert max(map(peak, decoding.children())) < 300_000_000


@pytest.mark.parametrize("name", [name for name in BOMBS if " x " in name and "one" not in name])
def test_a_bomb_is_refused_at_once(name: str) -> None:
    verify(picture(1))
    took = []
    for _ in range(3):  # the machine may be busy
        began = time.perf_counter()
        assert outcome(BOMBS[name]) in ("too_many_pixels", "bad_dimensions", "truncated_image")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.05


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile pictures are not beside the checkout")
@pytest.mark.usefixtures("fresh")
def test_hostile_pictures_do_not_break_the_child() -> None:
    verify(picture(1))
    children = decoding.children()
    with (HOSTILE / "INDEX.tsv").open(encoding="utf-8") as file:
        names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    codes = {outcome((HOSTILE / name).read_bytes()) for name in names}
    assert codes <= {
        "taken", "not_an_image", "unsupported_type", "truncated_image",
        "too_many_pixels", "bad_dimensions",
    }  # fmt: skip
    assert decoding.children() == children


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_mutated_pictures_neither_break_the_child_nor_hold_it_up(kind: str) -> None:
    original = picture(3, kind=kind)
    verify(original)
    children = decoding.children()
    rng = random.Random(kind)
    for _ in range(60):
        content = bytearray(original)
        for _ in range(rng.randrange(1, 8)):
            content[rng.randrange(12, len(content))] = rng.randrange(256)
        assert not outcome(bytes(content)).startswith("decode")
    assert decoding.children() == children


def test_nothing_of_a_picture_is_in_its_thumbnail_but_its_looks() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret"
    image = Image.new("RGB", (600, 300), "#c04020")
    image.paste("#204060", (300, 0, 600, 300))
    found = verify(saved(image, "JPEG", exif=exif, comment=b"secret", quality=95))
    with Image.open(io.BytesIO(found.thumbnail)) as small:
        assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (128, 256))
        assert not small.getexif()
        assert "comment" not in small.info
        for place, colour in (((64, 40), (0xC0, 0x40, 0x20)), ((64, 220), (0x20, 0x40, 0x60))):
            pixel = small.getpixel(place)
            assert max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6
    assert b"secret" not in found.thumbnail


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("side", [40, 2000])
def test_every_mode_has_a_thumbnail(mode: str, side: int) -> None:
    grey = Image.new("L", (side, side), 119)
    image = Image.new("I;16", (side, side), 119 * 257) if mode == "I;16" else grey.convert(mode)
    found = verify(saved(image, "PNG"))
    with Image.open(io.BytesIO(found.thumbnail)) as small:
        assert small.size == (min(side, 256),) * 2
        mean = sum(small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))) / 3
    assert abs(mean - 119) <= (12 if mode == "1" else 3)
