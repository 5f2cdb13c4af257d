"""fast-colorthief: the same method in C++."""

from benchmarks.peers.contract import Extract, load, triples


def peers() -> dict[str, Extract]:
    """Give its one method."""
    fast = load("fast_colorthief")
    return {"fast-colorthief": lambda path, k: triples(fast.get_palette(path, color_count=k), k)}
