"""colorthief: modified median cut in pure Python, every tenth pixel."""

from benchmarks.peers.contract import Extract, load, triples


def peers() -> dict[str, Extract]:
    """Give its one method."""
    thief = load("colorthief").ColorThief
    return {"colorthief": lambda path, k: triples(thief(path).get_palette(color_count=k), k)}
