"""scikit-learn's KMeans in RGB, as most recipes on the web have it: all pixels, or a thumbnail."""

import numpy as np
from PIL import Image

from benchmarks.peers.contract import RGB, Extract, load, triples

THUMBNAIL = 100


def peers() -> dict[str, Extract]:
    """Give KMeans on all pixels and on a thumbnail; the seed is fixed, the rest default."""
    kmeans = load("sklearn.cluster").KMeans

    def extract(path: str, k: int, longest: int | None) -> list[RGB]:
        with Image.open(path) as picture:
            whole = picture.convert("RGB")
        if longest:
            whole.thumbnail((longest, longest))
        pixels = np.asarray(whole, dtype=np.float32).reshape(-1, 3)
        model = kmeans(n_clusters=k, random_state=0).fit(pixels)
        order = np.argsort(-np.bincount(model.labels_, minlength=k), kind="stable")
        return triples(np.round(model.cluster_centers_[order]), k)

    return {
        "scikit-learn KMeans, all pixels": lambda path, k: extract(path, k, None),
        "scikit-learn KMeans, 100 px": lambda path, k: extract(path, k, THUMBNAIL),
    }
