"""Ask the API thousands of questions made from its schema, good and bad (schemathesis).

A catalogue of its own with the sample films, served as ``make run`` does. Any server error, and
any answer that the schema does not tell of, is printed with the line that gets it again, and
fails the run. Run: ``python -m benchmarks.fuzz_api [--examples 10000] [--seed 1]``.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from benchmarks.own_catalogue import own_catalogue
from tools.preview import served

UNCHECKED = "positive_data_acceptance,ignored_auth"
"""A recipe or an address may be good by its schema and still not be followed; and the token sent
with every request opens what is said to be closed."""
MUCH = "1000000000"
ROUND = 100
"""Questions of one operation in one run, so that a failure is told soon."""


def main() -> int:
    """Ask, and give the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with own_catalogue() as folder:
        token = make_catalogue()
        limits = ("PALETTES_PER_MINUTE", "FETCHES_PER_MINUTE", "WRITES_PER_MINUTE")
        environment = {**os.environ, "ALLOWED_HOSTS": "*", **dict.fromkeys(limits, MUCH)}
        environment |= {"VAR_DIR": str(folder), "INGEST_PAUSE": "0"}
        with served(environment, "benchmarks.fuzzed") as base:
            return ask(base, token, options.examples, options.seed, folder)


def make_catalogue() -> str:
    """The sample films, and a token that opens everything."""
    from django.core.management import call_command

    from palettes.tokens import ApiToken

    call_command("load_sample", verbosity=0)
    row = ApiToken(name="fuzz", ingest=True, recompute=True)
    secret = row.renew()
    row.save()
    return secret


def ask(base: str, token: str, examples: int, seed: int, folder: Path) -> int:
    """Run schemathesis until enough has been asked; its exit status.

    First every boundary of the schema, which is the same for all seeds; then what chance gives.
    """
    from palettes.api.docs import operations

    asked, status, phases = 0, 0, "coverage,fuzzing"
    while asked < examples and not status:
        each = min(ROUND, max(1, -(-(examples - asked) // len(operations()))))
        command = [
            str(Path(sys.executable).parent / "schemathesis"),
            "run",
            f"{base}/api/v1/openapi.json",
            *("--max-examples", str(each), "--seed", str(seed), "--continue-on-failure"),
            *("--phases", phases, "--exclude-checks", UNCHECKED),
            *("-H", f"Authorization: Bearer {token}", "--warnings", "off"),
        ]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        status, seed, phases = run.returncode, seed + 1, "fuzzing"
        print(run.stdout)
        count = re.search(r"(\d+) generated", run.stdout)
        if count is None:
            print(run.stderr)
            return 1
        asked += int(count[1])
    print(f"{asked:,} asked")
    return status


if __name__ == "__main__":
    sys.exit(main())
