"""Every pinned package installs on the oldest Python that the README promises."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11.0"
PINS = [
    line.strip()
    for name in ("requirements.txt", "requirements-dev.txt")
    for line in (ROOT / name).read_text().splitlines()
    if re.match(r"[a-z0-9]", line)
]


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_exact_installed_and_good_for_the_oldest_python(pin: str) -> None:
    name, version = re.fullmatch(r"([a-z0-9-]+)==([0-9a-z.]+)", pin).groups()
    found = metadata(name)
    assert found["Version"] == version
    assert SpecifierSet(found["Requires-Python"] or "").contains(OLDEST)
