"""Pictures for the page: a still of the sample catalogue over every method's palette."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from benchmarks.peers.asking import Answers
from benchmarks.peers.ours import PREFIX
from benchmarks.peers.pictures import Picture
from palettes.engine.arrays import Bytes

GREY, INK, EDGE = (58, 58, 58), (222, 222, 222), 16
WIDTH, STILL = 960, 600
ROW, GAP, LABEL, SWATCH = 22, 4, 196, 32
LIMIT: Final = 120_000


def draw(
    folder: Path, shown: Sequence[Picture], methods: Sequence[str], answers: Answers, k: int
) -> None:
    """Write a WebP for each of our own stills; what the folder held before goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    for picture in shown:
        if picture.ours:
            image = sheet(picture, methods, answers, k)
            _save(image, folder / f"{picture.name.replace('/', '-')}.webp")


def sheet(picture: Picture, methods: Sequence[str], answers: Answers, k: int) -> Image.Image:
    """Give the still, and under it two columns of strips: ours, and the peers'."""
    with Image.open(picture.path) as still:
        # Even sizes and places: WebP keeps colour in blocks of two by two pixels.
        small = still.resize((STILL, 2 * round(still.height * STILL / still.width / 2)))
    columns = [
        [name for name in methods if name.startswith(PREFIX)],
        [name for name in methods if not name.startswith(PREFIX)],
    ]
    top = EDGE + small.height + EDGE
    rows = max(map(len, columns))
    image = Image.new("RGB", (WIDTH, top + rows * (ROW + GAP) - GAP + EDGE), GREY)
    image.paste(small, ((WIDTH - STILL) // 2, EDGE))
    for column, names in enumerate(columns):
        for line, name in enumerate(names):
            answer = answers.get((name, picture.path, k))
            corner = (EDGE + column * WIDTH // 2, top + line * (ROW + GAP))
            _strip(image, corner, name, answer.palette if answer else None, k)
    return image


def _strip(
    image: Image.Image, corner: tuple[int, int], name: str, palette: Bytes | None, k: int
) -> None:
    pen, (left, top) = ImageDraw.Draw(image), corner
    pen.text((left, top + 4), name, fill=INK, font=ImageFont.load_default(size=13))
    if palette is None or len(palette) == 0:
        pen.text((left + LABEL, top + 4), "none", fill=INK, font=ImageFont.load_default(size=13))
        return
    for place, colour in enumerate(palette[:k]):
        start = left + LABEL + place * SWATCH
        box = (start, top, start + SWATCH - 1, top + ROW - 1)
        pen.rectangle(box, fill=tuple(int(channel) for channel in colour))


def _save(image: Image.Image, path: Path) -> None:
    """Save in the best quality that keeps within the limit."""
    for quality in range(95, 40, -5):
        image.save(path, "WEBP", quality=quality, method=6, use_sharp_yuv=True)
        if path.stat().st_size <= LIMIT:
            return
