"""Methods: how the colours of a palette are chosen."""

from typing import Final

from palettes.engine.methods.accent import Accent
from palettes.engine.methods.agglomerative import Agglomerative
from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.dbscan import Dbscan
from palettes.engine.methods.gaussian_mixture import GaussianMixture
from palettes.engine.methods.hdbscan import Hdbscan
from palettes.engine.methods.kmeans import KMeans
from palettes.engine.methods.kmedoids import KMedoids
from palettes.engine.methods.mean_shift import MeanShift
from palettes.engine.methods.median_cut import MedianCut
from palettes.engine.methods.minibatch_kmeans import MiniBatchKMeans
from palettes.engine.methods.octree import Octree

METHODS: Final[dict[str, Method]] = {
    "accent": Accent(),
    "kmeans": KMeans(),
    "minibatch_kmeans": MiniBatchKMeans(),
    "kmedoids": KMedoids(),
    "agglomerative": Agglomerative(),
    "gaussian_mixture": GaussianMixture(),
    "mean_shift": MeanShift(),
    "dbscan": Dbscan(),
    "hdbscan": Hdbscan(),
    "median_cut": MedianCut(),
    "octree": Octree(),
}

__all__ = ["METHODS", "Groups", "Method", "Parameter", "Task"]
