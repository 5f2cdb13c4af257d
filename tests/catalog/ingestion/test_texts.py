"""Text from strangers, and names in the order people count."""

import pytest

from catalog.ingestion.texts import clean, natural_key


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Stalker \n ", "Stalker"),
        ("Sta\0lker", "Stalker"),
        ("\u202egpj.reklatS\u202c", "gpj.reklatS"),
        ("\ufeffStalker\u200b", "Stalker"),
        ("Stalker\ud800", "Stalker"),
        ("\x1b[31mred", "[31mred"),
        ("e\u0301te\u0301", "été"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<script>{{ x }}", "<script>{{ x }}"),
    ],
)
def test_text_keeps_what_is_meant_and_loses_what_is_not(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_long_text_is_cut_and_says_so() -> None:
    cut = clean("word " * 100_000)
    assert len(cut) <= 500
    assert cut.endswith("…")


def test_numbers_are_ordered_as_numbers() -> None:
    names = ["b2", "a10", "A9", "a1", "10", "9", "frame-2b", "frame-2a"]
    assert sorted(names, key=natural_key) == [
        "9",
        "10",
        "a1",
        "A9",
        "a10",
        "b2",
        "frame-2a",
        "frame-2b",
    ]
