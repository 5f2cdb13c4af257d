"""Palettes of pictures that are not of the catalogue: what is fetched, kept, and bounded."""

import hashlib
import threading
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from django.conf import settings as django_settings

from catalog.ingestion import fetching
from catalog.ingestion.errors import AddressRefused, FetchTimeout, RobotsDisallowed, TooLarge
from catalog.ingestion.fetching import Fetched
from palettes.engine import extract_palette, resolve_recipe, sample_picture
from palettes.visitors import outside, sampler
from palettes.visitors.outside import (
    BusyError,
    TooOftenError,
    palettes_from_address,
    palettes_from_bytes,
)
from tests.catalog.ingestion.servers import answer, saying, site
from tests.palettes.api.conftest import picture

RECIPE = resolve_recipe("kmeans-rgb-5")
OTHER = resolve_recipe("median_cut-oklab-4")


def files(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_palette_is_the_one_the_engine_makes(kind: str) -> None:
    content = picture((640, 360), kind)
    found = palettes_from_bytes(content, [RECIPE, OTHER], "me", with_sample=True)
    assert found.palettes == {r: extract_palette(content, r) for r in (RECIPE, OTHER)}
    assert np.array_equal(found.sample.pixels, sample_picture(content).pixels)
    assert (found.picture.width, found.picture.height) == (640, 360)
    assert found.picture.sha256 == hashlib.sha256(content).hexdigest()


def test_transparent_pixels_and_orientation_count_as_the_engine_counts_them() -> None:
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(picture())).convert("RGBA")
    image.paste((255, 0, 255, 0), (0, 0, 60, 80))
    out = io.BytesIO()
    image.save(out, "PNG")
    found = palettes_from_bytes(out.getvalue(), [RECIPE], "me", with_sample=True)
    assert found.palettes[RECIPE] == extract_palette(out.getvalue(), RECIPE)
    assert len(found.sample.pixels) == 60 * 80


def test_strangers_bytes_are_decoded_in_a_process_of_its_own_with_little_in_it() -> None:
    palettes_from_bytes(picture(), [RECIPE], "me")
    (child, *_) = sampler.children()
    process = psutil.Process(child)
    assert process.ppid() == psutil.Process().pid
    assert process.memory_info().rss < 150_000_000
    assert "sklearn" not in "".join(m.path for m in process.memory_maps())


def test_the_same_content_and_recipe_are_not_computed_again(monkeypatch: Any) -> None:
    content = picture()
    first = palettes_from_bytes(content, [RECIPE], "me")
    monkeypatch.setattr(outside, "sample_of", lambda content: pytest.fail("decoded again"))
    again = palettes_from_bytes(content, [RECIPE], "me")
    assert again.palettes == first.palettes
    assert again.took == {"fetch": 0.0, "decode": 0.0, "palette": 0.0}


def test_a_source_is_asked_again_only_for_what_has_changed(serve: Any) -> None:
    content = [picture()]

    def script(server: Any, connection: Any, head: bytes) -> None:
        tag = f'"{len(content)}"'
        if f"If-None-Match: {tag}".encode() in head:
            connection.sendall(answer(status="304 Not Modified", ETag=tag))
        else:
            connection.sendall(answer(content[-1], ETag=tag))

    url = f"{serve(script).origin}/a.png"
    first = palettes_from_address(url, [RECIPE], "me")
    again = palettes_from_address(url, [RECIPE], "me")
    assert (again.picture, again.palettes) == (first.picture, first.palettes)
    # Another recipe: what was sampled is still in memory, so "not modified" is enough.
    assert palettes_from_address(url, [OTHER], "me").palettes == {
        OTHER: extract_palette(content[0], OTHER)
    }
    content.append(picture(seed=2))
    changed = palettes_from_address(url, [RECIPE], "me")
    assert changed.picture.sha256 == hashlib.sha256(content[1]).hexdigest()


def test_nothing_of_a_picture_is_written(serve: Any, tmp_path: Path) -> None:
    content = picture((400, 300), "JPEG")
    server = serve(site({"/a.jpg": content}))
    folders = (Path(django_settings.VAR_DIR), tmp_path)
    before = files(*folders)
    palettes_from_address(f"{server.origin}/a.jpg", [RECIPE], "me")
    palettes_from_bytes(picture(seed=3), [RECIPE], "me")
    new = files(*folders) - before
    assert all("cache" in path.parts for path in new)
    assert not any(content[200:300] in path.read_bytes() for path in new)
    assert sum(path.stat().st_size for path in new) < 20_000


def test_robots_txt_is_obeyed_for_visitors_too(serve: Any) -> None:
    robots = answer(b"User-agent: *\nDisallow: /private/")
    server = serve(site({"/private/a.png": picture()}), robots=robots)
    with pytest.raises(RobotsDisallowed):
        palettes_from_address(f"{server.origin}/private/a.png", [RECIPE], "me")
    assert server.connections == 0


def test_the_keeper_can_hold_trusted_origins_back_from_visitors(serve: Any, settings: Any) -> None:
    server = serve(site({"/a.png": picture()}))
    settings.VISITORS_REACH_TRUSTED_ORIGINS = False
    with pytest.raises(AddressRefused):
        palettes_from_address(f"{server.origin}/a.png", [RECIPE], "me")
    assert server.connections == 0


def test_more_bytes_than_a_picture_may_have_are_refused(serve: Any, settings: Any) -> None:
    settings.INGEST_MAX_PICTURE_BYTES = 1_000
    with pytest.raises(TooLarge):
        palettes_from_bytes(b"x" * 1_001, [RECIPE], "me")
    with pytest.raises(TooLarge):
        palettes_from_address(serve(saying(answer(b"x" * 1_001))).origin, [RECIPE], "me")


def test_slow_sources_take_two_places_and_an_upload_still_has_one(monkeypatch: Any) -> None:
    here, go = threading.Semaphore(0), threading.Event()

    def slow(url: str, **options: Any) -> Fetched:
        here.release()
        go.wait(20)
        return Fetched(url, url, picture(), "image/png", "")

    monkeypatch.setattr(fetching, "fetch_picture", slow)
    asked = ("https://example.org/", [RECIPE], "me")
    threads = [
        threading.Thread(target=palettes_from_address, args=asked) for _ in range(outside.FETCHES)
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            assert here.acquire(timeout=10)
        with pytest.raises(BusyError) as busy:
            palettes_from_address(*asked)
        assert busy.value.retry_after >= 1
        assert palettes_from_bytes(picture(seed=4), [RECIPE], "me").palettes
    finally:
        go.set()
        for thread in threads:
            thread.join(10)
    assert palettes_from_address(*asked).palettes  # the places are given back


def test_a_visitor_waits_seconds_for_a_hosts_turn_not_minutes(
    serve: Any, settings: Any, monkeypatch: Any
) -> None:
    server = serve(site({"/a.png": picture(), "/b.png": picture(seed=2)}))
    palettes_from_address(f"{server.origin}/a.png", [RECIPE], "me")
    settings.INGEST_PAUSE = 20.0
    palettes_from_address(f"{server.origin}/b.png", [RECIPE], "me")
    monkeypatch.setattr(outside, "PATIENCE", 0.05)
    with pytest.raises(FetchTimeout):
        palettes_from_address(f"{server.origin}/a.png", [OTHER], "me")


def test_one_visitors_minute_is_counted_and_says_when_it_ends(settings: Any, serve: Any) -> None:
    settings.PALETTES_PER_MINUTE, settings.FETCHES_PER_MINUTE = 1, 1
    content = picture()
    palettes_from_bytes(content, [RECIPE], "me")
    with pytest.raises(TooOftenError) as often:
        palettes_from_bytes(content, [OTHER], "me")
    assert 1 <= often.value.retry_after <= 60
    palettes_from_bytes(content, [RECIPE], "me")  # known, so not counted
    palettes_from_bytes(content, [OTHER], "somebody else")
    url = f"{serve(site({'/a.png': content})).origin}/a.png"
    palettes_from_address(url, [RECIPE], "me")
    with pytest.raises(TooOftenError):
        palettes_from_address(url, [RECIPE], "me")
