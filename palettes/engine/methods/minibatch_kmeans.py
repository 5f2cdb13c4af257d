"""Mini-batch k-means."""

from palettes.engine.methods.base import Groups, Method, Parameter, Task
from palettes.engine.methods.gathering import nearest_labels
from palettes.engine.recipe import Value


class MiniBatchKMeans(Method):
    """K-means that learns from small random batches."""

    key = "minibatch_kmeans"
    title = "Mini-batch k-means"
    summary = (
        "K-means from small random batches: made for millions of points, a little less exact. "
        "Here it shows what that exactness is worth."
    )
    source = "D. Sculley, Web-scale k-means clustering, WWW 2010"
    seeded = True
    parameters = (
        Parameter("batch", "Batch", 256, 16, 4096, help="Colours looked at in one step."),
    )

    def group(self, task: Task, **parameters: Value) -> Groups:
        """Run scikit-learn's MiniBatchKMeans, weighted by share."""
        from sklearn.cluster import MiniBatchKMeans as Model

        from palettes.engine.methods.one_thread import one_thread

        model = Model(
            n_clusters=task.size,
            batch_size=int(parameters["batch"]),
            n_init=3,
            max_iter=30,
            random_state=task.seed,
        )
        with one_thread():
            model.fit(task.points, sample_weight=task.weights * len(task.weights))
        return Groups.by_label(task, nearest_labels(task, model.cluster_centers_))
