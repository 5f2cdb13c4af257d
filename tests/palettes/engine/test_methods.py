import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score

from palettes.engine import METHODS, SPACES, extract_palette, sample_picture
from palettes.engine.differences import DIFFERENCES
from palettes.engine.methods import Task
from palettes.engine.methods.agglomerative import join
from palettes.engine.methods.base import largest_groups

from .pictures import photograph, stripes


def task(points, weights=None, size=3, difference="euclidean"):
    points = np.asarray(points, dtype=float)
    weights = np.full(len(points), 1 / len(points)) if weights is None else weights
    whole = np.ones(len(points))
    return Task(points, points, weights, DIFFERENCES[difference], 1.0, size, 0, lambda: whole)


def defaults(key):
    return {parameter.key: parameter.default for parameter in METHODS[key].parameters}


def blobs(seed=0, count=4, each=30):
    dice = np.random.default_rng(seed)
    centres = dice.uniform(0, 1, (count, 3))
    points = np.concatenate([centre + dice.normal(0, 0.01, (each, 3)) for centre in centres])
    return points, np.repeat(np.arange(count), each)


@pytest.mark.parametrize("key", [key for key in METHODS if key not in ("median_cut", "octree")])
def test_well_separated_groups_are_found_by_every_method_that_does_not_halve(key):
    points, truth = blobs()
    found = METHODS[key].group(task(points, size=4), **defaults(key))
    assert adjusted_rand_score(truth, found.labels) > 0.99


@pytest.mark.parametrize("seed", range(4))
def test_kmeans_fits_as_well_as_scikit_learn_on_all_pixels(seed):
    sample = sample_picture(photograph(seed))
    palette = extract_palette(sample, "kmeans-oklab-8,snap=off")
    pixels = SPACES["oklab"].from_rgb(sample.pixels / 255)
    theirs = KMeans(8, n_init=4, random_state=0).fit(pixels).cluster_centers_
    ours = SPACES["oklab"].from_rgb(palette.as_array() / 255)

    def squares(centres):
        return ((pixels[:, None] - centres) ** 2).sum(axis=2).min(axis=1).mean()

    assert squares(ours) < 1.06 * squares(theirs)


@pytest.mark.parametrize("kind", ["ward", "average", "complete"])
def test_joining_agrees_with_scikit_learn_on_equal_weights(kind):
    points = np.random.default_rng(3).random((120, 3))
    distances = DIFFERENCES["euclidean"].matrix(points, points)
    costs = distances**2 / 2 if kind == "ward" else distances
    ours = join(costs, np.ones(len(points)), 7, kind)
    theirs = AgglomerativeClustering(7, linkage=kind).fit_predict(points)
    assert adjusted_rand_score(theirs, ours) == 1


@pytest.mark.parametrize("kind", ["ward", "average"])
def test_joining_weighs_colours_as_if_they_were_repeated(kind):
    dice = np.random.default_rng(5)
    points, repeats = dice.random((40, 3)), dice.integers(1, 6, 40)
    tree = linkage(pdist(np.repeat(points, repeats, axis=0)), kind)
    theirs = fcluster(tree, 5, "maxclust")[np.cumsum(repeats) - 1]
    distances = DIFFERENCES["euclidean"].matrix(points, points)
    weights = repeats.astype(float)
    mean = weights[:, None] * weights / (weights[:, None] + weights)
    costs = mean * distances**2 if kind == "ward" else distances
    assert adjusted_rand_score(theirs, join(costs, weights, 5, kind)) == 1


def test_agglomeration_keeps_a_small_far_colour_that_kmeans_averages_away():
    picture = photograph(11, (400, 300))
    picture.paste((255, 0, 200), (10, 10, 34, 34))
    hexes = {swatch.rgb for swatch in extract_palette(picture, "agglomerative-rgb-16").swatches}
    assert (255, 0, 200) in hexes


def test_median_cut_halves_the_mass():
    points = [[value, 0.5, 0.5] for value in np.linspace(0, 1, 8)]
    found = METHODS["median_cut"].group(task(points, size=2))
    assert sorted(np.bincount(found.labels)) == [4, 4]


def test_largest_groups_keeps_the_heaviest_and_gives_the_rest_to_the_nearest():
    points = [[0.0, 0, 0], [0.1, 0, 0], [0.9, 0, 0], [1.0, 0, 0], [0.4, 0, 0], [0.6, 0, 0]]
    weights = np.array([0.2, 0.2, 0.2, 0.2, 0.05, 0.15])
    found = largest_groups(task(points, weights, size=2), np.array([0, 0, 1, 1, -1, 2]))
    assert found.labels.tolist() == [0, 0, 1, 1, 0, 1]


def test_dbscan_finds_flat_colours_by_itself():
    picture = stripes((200, 30, 20), (20, 160, 60), (30, 40, 180), (230, 220, 200))
    assert len(extract_palette(picture, "dbscan-oklab-auto").swatches) == 4
