"""Pylette: k-means, median cut and k-means in OKLab, on the picture shrunk to 256 x 256."""

from benchmarks.peers.contract import Extract, load, triples

MODES = {"KMeans": "k-means", "MedianCut": "median cut", "OKLab": "OKLab"}


def peers() -> dict[str, Extract]:
    """Give a method for each mode that this version has."""
    library = load("pylette")
    modes = {mode.value: mode for mode in load("pylette.types").ExtractionMethod}
    missing = [mode for mode in MODES if mode not in modes]
    if missing:
        raise LookupError(f"no mode {missing} among {list(modes)}")

    def extract(mode: str) -> Extract:
        return lambda path, k: triples(
            [
                colour.rgb
                for colour in library.extract_colors(path, palette_size=k, mode=modes[mode])
            ],
            k,
        )

    return {f"Pylette {label}": extract(mode) for mode, label in MODES.items()}
