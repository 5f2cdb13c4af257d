"""haishoku: 27 groups of red, green and blue on a 256-px thumbnail; always the largest eight."""

from benchmarks.peers.contract import Extract, load, triples


def peers() -> dict[str, Extract]:
    """Give its one method; it takes no size, so smaller palettes are its first colours."""
    haishoku = load("haishoku.haishoku").Haishoku
    return {
        "haishoku": lambda path, k: triples([rgb for _, rgb in haishoku.getPalette(path)], k),
    }
