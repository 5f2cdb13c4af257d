"""Take a picture of every page at 1440 and 390 px, in both rooms, into shots/.

Serves a catalogue of its own (the sample, in a temporary folder) unless BASE_URL names one that
is running. Usage: python -m tools.shots [word ...], to take only pages with a word in their name.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.find_chromium import find
from tools.preview import ROOT, pages, served_sample

WIDTHS = (1440, 390)
ROOMS = ("dark", "light")
OUT = ROOT / "shots"


def main(words: list[str]) -> int:
    """Take the pictures and print their names."""
    OUT.mkdir(exist_ok=True)
    base = os.environ.get("BASE_URL")
    if base:
        return shoot(base.rstrip("/"), words)
    with tempfile.TemporaryDirectory() as folder, served_sample(Path(folder)) as address:
        return shoot(address, words)


def shoot(base: str, words: list[str]) -> int:
    """Take every page of a running catalogue."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        wanted = {
            name: path
            for name, path in pages(base).items()
            if not words or any(word in name for word in words)
        }
        for name, path in wanted.items():
            for room in ROOMS:
                for width in WIDTHS:
                    picture(
                        browser, f"{base}{path}", width, room, OUT / f"{name}-{width}-{room}.png"
                    )
        browser.close()
    return 0


def picture(browser: Browser, address: str, width: int, room: str, out: Path) -> None:
    """One page, whole, with its lazy pictures loaded."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=room, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out, full_page=True)
    context.close()
    print(out.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
