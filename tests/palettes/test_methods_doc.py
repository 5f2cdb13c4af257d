"""docs/methods.md and the engine's tables say the same."""

import re
from pathlib import Path

import pytest

from palettes.engine import DEFAULT_RECIPE, DIFFERENCES, METHODS, SPACES
from palettes.engine.methods import Method

PAGE = Path(__file__).parents[2] / "docs" / "methods.md"
KEYS = sorted(METHODS)


def sections() -> dict[str, str]:
    """What stands under each heading of a method, by key, in the page's order."""
    parts = re.split(r"^### .* \(`([a-z_]+)`\)\n", PAGE.read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def named(keys: tuple[str, ...], table: dict) -> str:
    if not keys:
        return "all"
    return ", ".join(f"{table[key].title} (`{key}`)" for key in keys) + " only"


def facts(method: Method) -> list[str]:
    """The lines that must stand under a method's heading."""
    size = (
        "found by itself, at most the one asked for" if method.finds_size else "the one asked for"
    )
    dice = "yes, so another `seed` may give another palette" if method.seeded else "none"
    return [
        f"- Spaces: {named(method.spaces, SPACES)}",
        f"- Differences: {named(method.differences, DIFFERENCES)}",
        f"- Size: {size}",
        f"- Dice: {dice}",
        *(
            f"- Option `{one.key}`: {one.values}; {one.default} unless told. {one.help}"
            for one in method.parameters
        ),
        f"- Source: {method.source}",
    ]


def test_every_method_has_its_section_in_the_tables_order() -> None:
    assert list(sections()) == list(METHODS)
    for key, method in METHODS.items():
        assert f"### {method.title} (`{key}`)\n" in PAGE.read_text()


@pytest.mark.parametrize("key", KEYS)
def test_a_methods_facts_are_the_engines(key: str) -> None:
    lines = sections()[key].split("\n## ")[0].splitlines()
    assert [line for line in lines if line.startswith("- ")] == facts(METHODS[key])


@pytest.mark.parametrize("key", KEYS)
def test_a_method_is_told_in_a_few_sentences(key: str) -> None:
    prose = sections()[key].split("\n- ")[0]
    assert 2 <= len(re.findall(r"[.?](?:\s|$)", prose)) <= 12


@pytest.mark.parametrize("table", [SPACES, DIFFERENCES], ids=["spaces", "differences"])
def test_every_space_and_difference_has_its_row(table: dict) -> None:
    for key, one in table.items():
        row = f"| {one.title} | `{key}` | {one.summary} | {one.source} |"
        assert row in PAGE.read_text().splitlines()


def test_the_default_is_named() -> None:
    assert f"`{DEFAULT_RECIPE}`" in PAGE.read_text()


def test_the_readme_leads_to_it() -> None:
    assert "(docs/methods.md)" in (PAGE.parents[1] / "README.md").read_text()
