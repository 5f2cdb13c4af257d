"""Every shared case has its test, or a reason why it has none here."""

import ast
import csv
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.utils import timezone

from catalog.ingestion import fetching
from catalog.ingestion.errors import HostShut, ServerFailed, SourceBusy, TooLarge
from catalog.models import Host
from tests.catalog.ingestion.conftest import SHARED
from tests.catalog.ingestion.servers import Server, answer, saying

CASES = SHARED / "cases"
TESTS = Path(__file__).parents[2]
Serve = Callable[..., Server]
OK = b"HTTP/1.1 200 OK\r\n"

HOSTILE, RULES, IMAGES = "test_door_hostile", "test_door_rules", "test_images"
SLOW = f"{HOSTILE}.test_slow_server_ends_at_the_deadline"
BROKEN = f"{HOSTILE}.test_broken_answer_has_its_own_name"
ENDLESS = f"{HOSTILE}.test_endless_body_ends_at_the_cap"
GALLERY = "test_gallery"
# Rows that are about another part than the door, galleries or pictures.
ELSEWHERE = "elsewhere: "
HOSTILE_SERVER = {
    1: SLOW,
    2: SLOW,
    3: SLOW,
    4: SLOW,
    5: SLOW,
    6: SLOW,
    7: f"{RULES}.test_stalled_handshake_ends_at_the_deadline",
    8: f"{HOSTILE}.test_host_that_swallows_connections_ends_at_the_deadline",
    9: f"{HOSTILE}.test_slow_name_server_ends_at_the_deadline",
    10: ENDLESS,
    11: ENDLESS,
    12: f"{HOSTILE}.test_redirects_body_is_not_read",
    13: f"{HOSTILE}.test_announced_length_over_the_cap_is_refused_unread",
    14: BROKEN,
    15: f"{HOSTILE}.test_body_longer_than_announced_is_cut_at_the_announced_length",
    16: BROKEN,
    17: BROKEN,
    18: f"{HOSTILE}.test_gzipped_page_is_read_and_its_bomb_is_not",
    19: f"{HOSTILE}.test_gzipped_page_is_read_and_its_bomb_is_not",
    20: BROKEN,
    21: BROKEN,
    22: BROKEN,
    23: f"{HOSTILE}.test_connection_reset_in_the_body_has_its_own_name",
    24: BROKEN,
    25: f"{RULES}.test_redirect_to_loopback_makes_no_connection",
    26: f"{IMAGES}.test_what_is_no_picture_is_called_that",
    27: BROKEN,
    28: BROKEN,
    29: BROKEN,
    30: "test_hostile_cases.test_busy_server_is_asked_again_after_the_time_it_names",
    31: "test_retrying.test_retry_after_is_seconds_or_a_date_and_is_clamped",
    32: "test_hostile_cases.test_third_try_of_a_flaky_server_succeeds",
    33: "test_hostile_cases.test_server_that_is_down_is_asked_five_times",
    34: "test_robots.test_what_is_forbidden_is_not_asked_for",
    35: "test_sources.test_address_is_a_picture_or_a_page_by_what_comes",
    36: "test_sources.test_address_of_neither_says_what_is_wrong",
    37: f"{IMAGES}.test_what_is_no_picture_is_called_that",
    38: f"{IMAGES}.test_bytes_behind_the_picture_do_no_harm",
    39: f"{IMAGES}.test_picture_that_is_cut_off_is_refused",
    40: f"{IMAGES}.test_damaged_pictures_get_a_picture_or_a_named_refusal",
    41: f"{IMAGES}.test_size_is_judged_from_the_header",
    42: f"{IMAGES}.test_size_is_judged_from_the_header",
    43: f"{IMAGES}.test_size_is_judged_from_the_header",
    44: f"{IMAGES}.test_hostile_pictures_get_a_picture_or_a_named_refusal",
    45: f"{IMAGES}.test_hostile_pictures_get_a_picture_or_a_named_refusal",
    46: f"{IMAGES}.test_only_the_first_frame_of_an_animation_is_decoded",
    47: f"{IMAGES}.test_only_the_first_frame_of_an_animation_is_decoded",
    48: f"{IMAGES}.test_hostile_pictures_get_a_picture_or_a_named_refusal",
    49: f"{IMAGES}.test_kinds_that_could_be_dangerous_are_refused_unparsed",
    50: f"{IMAGES}.test_other_kinds_of_picture_are_refused_by_content",
    51: f"{IMAGES}.test_size_is_that_of_the_upright_picture",
    52: f"{IMAGES}.test_orientation_that_makes_no_sense_is_passed_over",
    53: ELSEWHERE + "what is served are renditions, tested in test_renditions",
    54: f"{IMAGES}.test_cmyk_jpeg_is_taken",
    55: f"{IMAGES}.test_every_mode_of_png_is_taken",
    56: ELSEWHERE + "colour profiles are read by the engine's sampling, tested with it",
    57: "test_service.test_same_content_from_another_place_is_known",
    58: f"{HOSTILE}.test_page_and_picture_have_their_own_caps",
    59: f"{GALLERY}.test_monstrous_page_is_read_in_seconds",
    60: f"{GALLERY}.test_text_is_read_whatever_the_page_says_of_it",
    61: f"{GALLERY}.test_hostile_text_is_cut_and_cleaned",
    62: ELSEWHERE + "following pages is the crawl's, tested with it",
    63: "test_service.test_second_run_changes_nothing",
    64: ELSEWHERE + "uploads are the web pages', tested with them",
}
BY_KIND = {
    "url": "test_addresses.test_shared_addresses_are_judged_as_they_must_be",
    "dns": f"{RULES}.test_shared_names_and_redirects_are_judged_as_they_must_be",
    "redirect": f"{RULES}.test_shared_names_and_redirects_are_judged_as_they_must_be",
}
ENVIRONMENT = {
    140: f"{RULES}.test_redirect_from_http_to_https_is_followed",
    145: f"{RULES}.test_certificate_is_checked_against_the_name_of_the_url",
    149: f"{RULES}.test_request_is_plain_and_honest",
    150: f"{RULES}.test_name_that_moves_inside_is_checked_again",
    152: "test_one_door.test_only_the_door_opens_sockets",
}

needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")


def rows(name: str) -> Iterator[list[str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        yield from list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def known_tests() -> set[str]:
    """Every test function as module.name."""
    return {
        f"{path.stem}.{node.name}"
        for path in TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


@needs_cases
def test_every_hostile_server_is_claimed_by_a_test() -> None:
    assert {int(row[0]) for row in rows("hostile_server.tsv")} == set(HOSTILE_SERVER)
    claimed = {name for name in HOSTILE_SERVER.values() if not name.startswith(ELSEWHERE)}
    assert claimed - known_tests() == set()


@needs_cases
def test_every_address_is_claimed_by_a_test() -> None:
    claims = {
        int(row[0]): ENVIRONMENT.get(int(row[0])) or BY_KIND.get(row[1])
        for row in rows("addresses.tsv")
    }
    assert [number for number, name in claims.items() if name is None] == []
    assert {name for name in claims.values() if name} - known_tests() == set()
    assert set(ENVIRONMENT) <= set(claims)


# --- What a whole door is asked -------------------------------------------------------


def statuses(*answers: bytes) -> Callable[..., None]:
    left = list(answers)

    def script(server: Server, connection: Any, head: bytes) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return script


def test_busy_server_is_asked_again_after_the_time_it_names(serve: Serve) -> None:
    busy = answer(b"", "429 Too Many Requests", Retry_After="0")
    server = serve(statuses(answer(b"", "429 Slower", Retry_After="1"), busy, answer(b"x")))
    began = time.monotonic()
    with pytest.raises(SourceBusy) as caught:
        fetching.fetch_picture(server.origin)
    assert caught.value.wait == 1
    with pytest.raises(HostShut) as shut:
        fetching.fetch_picture(server.origin)
    assert server.connections == 1
    time.sleep(shut.value.wait or 0)
    with pytest.raises(SourceBusy):
        fetching.fetch_picture(server.origin)
    assert time.monotonic() - began >= 1
    assert fetching.fetch_picture(server.origin).content == b"x"


@pytest.mark.parametrize(
    ("said", "wait"), [("99999999", 3600), ("garbage", None), ("-5", None), ("", None)]
)
def test_hostile_wait_is_clamped_or_passed_over(serve: Serve, said: str, wait: Any) -> None:
    server = serve(saying(answer(b"", "503 Busy", Retry_After=said)))
    with pytest.raises(SourceBusy) as caught:
        fetching.fetch_picture(server.origin)
    assert caught.value.wait == wait
    shut_until = Host.objects.get().shut_until
    assert (shut_until is None) == (wait is None)
    assert shut_until is None or (shut_until - timezone.now()).total_seconds() <= 3600


def test_third_try_of_a_flaky_server_succeeds(serve: Serve) -> None:
    oops = answer(b"", "500 Oops")
    server = serve(statuses(oops, oops, answer(b"x")))
    for _ in range(2):
        with pytest.raises(ServerFailed) as caught:
            fetching.fetch_picture(server.origin)
        assert (caught.value.code, caught.value.transient) == ("bad_status", True)
    assert fetching.fetch_picture(server.origin).content == b"x"
    assert Host.objects.get().failures == 0


def test_server_that_is_down_is_asked_five_times(serve: Serve) -> None:
    server = serve(saying(answer(b"", "503 Service Unavailable")))
    codes = []
    for number in range(15):
        with pytest.raises((SourceBusy, HostShut)) as caught:
            fetching.fetch_picture(f"{server.origin}/{number}.jpg")
        codes.append(caught.value.code)
    assert codes == ["source_busy"] * 5 + ["host_shut"] * 10
    assert server.connections == 5


def test_what_a_server_sends_too_much_takes_no_memory(serve: Serve) -> None:
    def flood(server: Server, connection: Any, head: bytes) -> None:
        connection.sendall(OK + b"\r\n")
        server.flood(connection, b"x" * 65536)

    server = serve(flood)
    process = psutil.Process()
    before = process.memory_info().rss
    with pytest.raises(TooLarge):
        fetching.fetch_picture(server.origin)
    assert process.memory_info().rss - before < 2 * 20_000_000
    assert server.sent <= 20_000_000 + 4_000_000
