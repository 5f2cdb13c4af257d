"""imagequant: libimagequant's binding, by the faster of its two calls."""

from PIL import Image

from benchmarks.peers.contract import RGB, Extract, load


def peers() -> dict[str, Extract]:
    """Give its one method."""
    quantize = load("imagequant").quantize_raw_rgba_bytes

    def extract(path: str, k: int) -> list[RGB]:
        with Image.open(path) as picture:
            rgba = picture.convert("RGBA")
        _, flat = quantize(rgba.tobytes(), *rgba.size, max_colors=k)
        return [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat), 4)][:k]

    return {"imagequant": extract}
