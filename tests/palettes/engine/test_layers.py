import ast
from pathlib import Path

import palettes.engine

ENGINE = Path(palettes.engine.__file__).parent
ORDER = ["spaces", "differences", "methods", "extraction"]
FORBIDDEN = ("django", "catalog", "palettes")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def layer(module):
    parts = module.removeprefix("palettes.engine.").split(".")
    return ORDER.index(parts[0]) if parts[0] in ORDER else -1


def test_the_engine_imports_nothing_of_the_product_around_it():
    for path in ENGINE.rglob("*.py"):
        for module in imports(path):
            inside = module == "palettes.engine" or module.startswith("palettes.engine.")
            assert inside or module.split(".")[0] not in FORBIDDEN, (path.name, module)


def test_imports_run_one_way_through_the_engine():
    for number, name in enumerate(ORDER[:3]):
        for path in (ENGINE / name).rglob("*.py"):
            for module in imports(path):
                assert layer(module) <= number, (path.name, module)


def test_no_file_is_long():
    for path in ENGINE.rglob("*.py"):
        assert len(path.read_text().splitlines()) <= 200, path.name
