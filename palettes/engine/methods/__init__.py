"""Methods: how the colours of a palette are chosen."""

from typing import Final

from palettes.engine.methods.agglomerative import Agglomerative
from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.dbscan import Dbscan
from palettes.engine.methods.kmeans import KMeans
from palettes.engine.methods.median_cut import MedianCut

METHODS: Final[dict[str, Method]] = {
    "kmeans": KMeans(),
    "agglomerative": Agglomerative(),
    "dbscan": Dbscan(),
    "median_cut": MedianCut(),
}

__all__ = ["METHODS", "Groups", "Method", "Parameter", "Task"]
