"""Imports run one way. The rules are DESIGN's; a newcomer reads them here."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A room, and what nothing in it may import.
FORBIDDEN = {
    "catalog": ["palettes", "config"],
    "palettes/engine": ["django", "catalog", "config", "palettes.models", "palettes.compute"],
    "palettes/models.py": ["palettes.compute", "palettes.views", "palettes.tasks"],
    "palettes/compute.py": ["palettes.views", "palettes.tasks", "palettes.admin", "palettes.urls"],
    "palettes/tasks.py": ["palettes.views", "palettes.admin", "palettes.urls"],
    "palettes/search.py": ["palettes.views", "palettes.tasks", "palettes.admin"],
    "palettes/index": ["palettes.search", "palettes.views", "palettes.api"],
    "palettes/making": ["palettes.tasks", "palettes.views", "palettes.api"],
    "palettes/visitors": ["palettes.views", "palettes.api"],
    "palettes/views": ["palettes.tasks", "palettes.admin"],
    "palettes": ["config"],
}
# Within the engine: each room may import only from those before it (and itself).
ENGINE = [
    {"arrays", "errors", "quiet", "recipe_values"},
    {"recipe", "spaces"},
    {"names", "notebook", "swatch"},
    {"differences"},
    {"methods"},
]


def files(room: str) -> list[Path]:
    path = ROOT / room
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def at_once(path: Path, known: set[str]) -> set[str]:
    """Modules imported when this one is: not within functions, nor for types alone."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= modules or {node.module or ""}
    return found & known


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_room_imports_upwards(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(room)
        for name in imported(path)
        for forbidden in FORBIDDEN[room]
        if name == forbidden or name.startswith(f"{forbidden}.")
    ]
    assert wrong == []


def test_the_engines_rooms_import_downwards() -> None:
    rank = {room: level for level, rooms in enumerate(ENGINE) for room in rooms}
    wrong = []
    for path in files("palettes/engine"):
        room = path.relative_to(ROOT / "palettes/engine").parts[0].removesuffix(".py")
        for name in imported(path):
            target = name.removeprefix("palettes.engine.").split(".")[0]
            if not name.startswith("palettes.engine.") or room not in rank:
                continue
            if target != room and rank.get(target, len(ENGINE)) > rank[room]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_nothing_imports_in_a_circle() -> None:
    paths = [path for room in ("catalog", "palettes", "config") for path in files(room)]
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    named = {name.removesuffix(".__init__"): path for name, path in named.items()}
    graph = {name: at_once(path, set(named)) - {name} for name, path in named.items()}
    TopologicalSorter(graph).prepare()  # CycleError names the circle


def test_every_room_is_where_the_rules_say() -> None:
    assert [room for room in FORBIDDEN if not (ROOT / room).exists()] == []
