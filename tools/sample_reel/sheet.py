"""A contact sheet of the sample's stills, and of others to hold them against.

    python tools/sample_reel/sheet.py [--beside FOLDER] [--rendered] [films ...]

Writes ``var/sample_reel/sheet.png``: a row for each film, one picture of ``--beside`` at its end.
``--rendered`` shows what is rendered, in place or not.
"""

import argparse
from pathlib import Path

from PIL import Image

from manifest import FILMS, OUT, WORK

WIDTH, HEIGHT, GAP = 300, 170, 6


def tile(path):
    """A picture, whole, on neutral grey."""
    ground = Image.new("RGB", (WIDTH, HEIGHT), (46, 46, 46))
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    ground.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2))
    return ground


def main():
    """Draw the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("films", nargs="*", default=list(FILMS))
    parser.add_argument("--beside", type=Path, help="a folder of other films' stills")
    parser.add_argument("--rendered", action="store_true")
    options = parser.parse_args()
    folder = WORK / "out" if options.rendered else OUT
    real = sorted(options.beside.glob("**/*.*g")) if options.beside else []
    rows = []
    for place, film in enumerate(options.films):
        row = sorted((folder / film).glob("*.jpg"))
        rows.append([*row, *real[place * len(real) // len(options.films) :][:2]])
    wide = max(map(len, rows))
    sheet = Image.new("RGB", (wide * (WIDTH + GAP), len(rows) * (HEIGHT + GAP)), (32, 32, 32))
    for y, row in enumerate(rows):
        for x, path in enumerate(row):
            sheet.paste(tile(path), (x * (WIDTH + GAP), y * (HEIGHT + GAP)))
    WORK.mkdir(parents=True, exist_ok=True)
    sheet.save(WORK / "sheet.png")
    print(WORK / "sheet.png")


if __name__ == "__main__":
    main()
