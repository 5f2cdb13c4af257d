"""Answer for palettes over standard input and output, one JSON object a line.

``python -m benchmarks.peers.serve peers`` (or ``ours``). The first line out says what there is:
``{"methods": {name: library}, "missing": {library: error}}``; after that
``{"method", "path", "k"}`` is answered by ``{"palette", "processor", "clock"}`` or ``{"error"}``.
Both are seconds from the file to the palette, of all threads' work and by the clock; starting up
is not in them.
"""

import json
import os
import sys
import time
import warnings
from typing import TextIO

from benchmarks.peers.contract import FAMILIES, OURS, Extract, family, version


def main(side: str) -> None:
    """Serve until standard input ends."""
    answers = _own_output()
    warnings.simplefilter("ignore")
    methods, libraries, missing = gathered(OURS if side == "ours" else FAMILIES)
    _say(answers, {"methods": libraries, "missing": missing})
    for line in sys.stdin:
        asked = json.loads(line)
        _say(answers, answer(methods[asked["method"]], asked["path"], asked["k"]))


def gathered(
    families: dict[str, str],
) -> tuple[dict[str, Extract], dict[str, str], dict[str, str]]:
    """Give methods, their libraries, and the error of each that is missing."""
    methods: dict[str, Extract] = {}
    libraries: dict[str, str] = {}
    missing: dict[str, str] = {}
    for name, distribution in families.items():
        try:
            found, library = family(name), version(distribution)
        except Exception as error:  # noqa: BLE001  (reported, whatever it is)
            missing[f"{distribution} ({name})"] = f"{type(error).__name__}: {error}"
            continue
        methods |= found
        libraries |= dict.fromkeys(found, library)
    return methods, libraries, missing


def answer(extract: Extract, path: str, k: int) -> dict[str, object]:
    """Give the palette and its seconds, or the error."""
    clock, processor = time.perf_counter(), time.process_time()
    try:
        palette = extract(path, k)
    except Exception as error:  # noqa: BLE001  (a peer's own failure is a result)
        return {"error": f"{type(error).__name__}: {error}"}
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    return {"processor": processor, "clock": clock, "palette": palette[:k]}


def _own_output() -> TextIO:
    """Keep standard output for answers; whatever libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    return answers


def _say(answers: TextIO, what: dict[str, object]) -> None:
    print(json.dumps(what), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
