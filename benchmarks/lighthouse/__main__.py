"""Lighthouse over the sample catalogue's pages, on a phone and on a desk.

    python -m benchmarks.lighthouse [--runs 1] [--full] [page ...]

Serves the sample as ``make run`` does, or takes the catalogue at BASE_URL. Lighthouse is installed
by npm at the version of ``package.json`` beside this file into ``var/lighthouse`` and nowhere else;
it needs node 18.16 or newer and a Chromium. It imitates a slow phone by reckoning, so a busy
machine lowers performance and nothing else: the best of a page's runs counts. With ``--full``
it says what of each page is wanting.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.find_chromium import find
from tools.preview import ROOT, pages, served_sample

PACKAGE = Path(__file__).with_name("package.json")
INSTALLED = ROOT / "var" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 95
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
PAGES = ("home", "films", "film", "still", "search", "compare", "map")
WAIT = 300  # seconds, for one page


def main() -> int:
    """Print a line a page; 1 when Lighthouse cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("page", nargs="*", default=PAGES)
    asked = parser.parse_args()
    command, chromium = installed(), find()
    if command is None or chromium is None:
        print("Lighthouse needs npm, node 18.16 or newer, and a Chromium.", file=sys.stderr)
        return 1
    environment = {**os.environ, "CHROME_PATH": chromium}
    print(f"{'':20} {'performance':>12} {'accessibility':>14} {'practices':>10} {'SEO':>5}")
    with catalogue() as base:
        known = pages(base)
        for name in asked.page:
            for form, flags in FORMS.items():
                runs = [
                    reported([str(command), base + known[name], *flags], environment)
                    for _ in range(asked.runs)
                ]
                show(name, form, [run for run in runs if run], full=asked.full)
    return 0


def installed() -> Path | None:
    """The command, installed first where it is not there at the pinned version."""
    npm = shutil.which("npm")
    command = INSTALLED / "node_modules" / ".bin" / "lighthouse"
    copy = INSTALLED / PACKAGE.name
    if command.exists() and copy.exists() and copy.read_bytes() == PACKAGE.read_bytes():
        return command
    if npm is None:
        return None
    INSTALLED.mkdir(parents=True, exist_ok=True)
    shutil.copy(PACKAGE, copy)
    quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
    done = subprocess.run([npm, "install", "--prefix", str(INSTALLED), *quiet])
    return command if done.returncode == 0 else None


@contextmanager
def catalogue() -> Iterator[str]:
    """The address of what is looked at."""
    base = os.environ.get("BASE_URL")
    if base:
        yield base.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder, served_sample(Path(folder)) as address:
        yield address


def reported(command: list[str], environment: dict[str, str]) -> dict[str, Any] | None:
    """One report; None when the browser gave none."""
    flags = [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    # Into a file: it ends before a pipe has taken all of the report.
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        subprocess.run(
            [*command, *flags, f"--output-path={out}"],
            env=environment,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
        )
        report: dict[str, Any] = json.loads(out.read_text()) if out.exists() else {}
    return report if report and "runtimeError" not in report else None


def show(name: str, form: str, reports: list[dict[str, Any]], *, full: bool) -> None:
    """A page's scores, and with ``full`` the audits that cost some."""
    if not reports:
        print(f"{name:12} {form:8} no report")
        return
    best = max(reports, key=lambda report: scores(report)["performance"])
    found = scores(best)
    cells = [f"{found[key]}{'' if found[key] >= GOAL else ' *'}" for key in CATEGORIES]
    line = f"{name:12} {form:8} {cells[0]:>11} {cells[1]:>14} {cells[2]:>10} {cells[3]:>5}"
    print(line, flush=True)
    if full:
        for line in wanting(best):
            print(f"{'':21} {line}", flush=True)


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Of each category, 0 to 100."""
    return {key: round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES}


def wanting(report: dict[str, Any]) -> Iterator[str]:
    """Audits that weigh and are not met."""
    for key in CATEGORIES:
        for part in report["categories"][key]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{key}: {audit['title']} {audit.get('displayValue', '')}".strip()


if __name__ == "__main__":
    sys.exit(main())
