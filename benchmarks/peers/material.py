"""materialyoucolor: Celebi's quantizer to 128 colours, then Score, which picks themes."""

from benchmarks.peers.contract import RGB, Extract, load

QUALITY, QUANTIZED = 5, 128
"""The defaults of the package's own command line."""


def peers() -> dict[str, Extract]:
    """Give its one method."""
    quantize = load("materialyoucolor.quantize").ImageQuantizeCelebi
    score = load("materialyoucolor.score.score")

    def extract(path: str, k: int) -> list[RGB]:
        counts = quantize(path, QUALITY, QUANTIZED)
        options = score.ScoreOptions(desired=k)
        packed = score.Score.score(counts, options)
        return [(argb >> 16 & 255, argb >> 8 & 255, argb & 255) for argb in packed][:k]

    return {"materialyoucolor Score": extract}
