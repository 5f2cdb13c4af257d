"""Only the door opens sockets: read from the syntax tree of every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DOOR = ROOT / "catalog" / "ingestion" / "wire.py"
STARTER = ROOT / "catalog" / "ingestion" / "decode_process.py"  # of one program, in our words
NETWORK = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
}
MODULES = sorted([*ROOT.glob("catalog/**/*.py"), *ROOT.glob("palettes/**/*.py")])


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def network_modules(path: Path) -> set[str]:
    return {
        name
        for name in imported(path)
        if any(name == module or name.startswith(f"{module}.") for module in NETWORK)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_door_opens_sockets(path: Path) -> None:
    assert path == DOOR or not network_modules(path)


def test_the_door_is_seen_to_open_sockets() -> None:
    assert {"socket", "requests"} <= network_modules(DOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_else_hands_work_to_a_shell(path: Path) -> None:
    assert path == STARTER or not {"subprocess", "os.system", "pty"} & set(imported(path))
