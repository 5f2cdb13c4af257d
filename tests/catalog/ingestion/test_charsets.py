"""A page's letters, whatever its header and its own word say of them."""

import time

import pytest

from catalog.ingestion.parsing import decode


def meta(charset: str) -> bytes:
    return f'<meta charset="{charset}">'.encode()


CASES = {
    "Windows quotes called Latin-1": ("Don’t – “Été”", "cp1252", "iso-8859-1", b""),
    "Windows quotes called ASCII": ("Don’t – “Été”", "cp1252", "", meta("us-ascii")),
    "Windows 1252": ("L’Été", "cp1252", "", meta("windows-1252")),
    "nothing said": ("L’Été", "cp1252", "", b""),
    "Shift JIS": ("東京物語 ①", "cp932", "Shift_JIS", b""),
    "Shift JIS by its meta": ("羅生門", "cp932", "", meta("x-sjis")),
    "EUC": ("羅生門", "euc_jp", "EUC-JP", b""),
    "escapes": ("羅生門", "iso2022_jp", "", meta("iso-2022-jp")),
    "GB": ("霸王别姬 镕", "gb18030", "gb2312", b""),
    "Big5": ("牯嶺街", "big5", "big5", b""),
    "Korean": ("올드보이 똠", "cp949", "euc-kr", b""),
    "Cyrillic": ("Сталкер", "koi8-r", "", meta("koi8-r")),
    "Cyrillic of Windows": ("Зеркало", "cp1251", "windows-1251", b""),
    "Polish": ("Popiół", "iso-8859-2", "ISO-8859-2", b""),
    "UTF-8 called Latin-1 by its header": ("Été – 東", "utf-8", "iso-8859-1", b""),
    "UTF-8 called Latin-1 by itself": ("Été – 東", "utf-8", "", meta("latin1")),
    "UTF-8 called UTF-16": ("Été – 東", "utf-8", "", meta("utf-16")),
    "ASCII called UTF-16": ("Stalker", "utf-8", "utf-16", b""),
    "UTF-16 without a mark": ("Été – 東", "utf-16-le", "utf-16", b""),
    "UTF-16 the other way round": ("Été – 東", "utf-16-be", "utf-16be", b""),
    "UTF-8 with quotes and a space": ("Été", "utf-8", ' "utf-8" ', b""),
}


@pytest.mark.parametrize("name", CASES)
def test_letters_are_those_that_were_written(name: str) -> None:
    text, encoding, header, head = CASES[name]
    assert decode(head + f"<title>{text}</title>".encode(encoding), header).endswith(
        f"<title>{text}</title>"
    )


def test_a_few_broken_letters_spoil_no_page() -> None:
    page = "Été à Paris, où la Nouvelle Vague est née, très bien conservé".encode() + b"\xff\xc3"
    assert decode(page).startswith("Été à Paris")
    sjis = "東京物語の静止画".encode("cp932") + b"\xff"
    assert decode(sjis, "shift_jis").startswith("東京物語")


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "utf-7", "zlib", "x" * 40]
)
def test_only_what_browsers_know_is_asked_to_decode(charset: str) -> None:
    began = time.process_time()
    text = decode(b"a" * 5_000_000, charset)
    assert time.process_time() - began < 1
    assert text == "a" * 5_000_000
    assert decode(rb"+ADw-\u0041\xff" + b"\xff", charset).startswith(r"+ADw-\u0041\xff")
