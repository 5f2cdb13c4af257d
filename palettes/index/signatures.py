"""Signatures of many stills or films, to be found by nearness.

Nothing here knows of a database; ``search.py`` fills it and asks it.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

FEW: Final = 4096  # vectors that are simply all looked at
ROUGH: Final = 20  # dimensions of the first look at signatures
FINE: Final = 48  # and of the second
TURNS: Final = 12
AT_ONCE: Final = 1024  # vectors that are made ready together

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Signatures:
    """Signatures (n, d) in half precision, to be found by nearness.

    Beyond ``FEW`` they are first looked at in their ``ROUGH`` principal dimensions with the length
    of what these leave out, then some in ``FINE``. By Cauchy and Schwarz both bound the product
    with any other vector, so a few hundred exact distances settle which are nearest, and none
    is missed. It is memory that takes the time: the first look reads 8 MB for 100,000, all
    vectors would be 97. No BLAS on the way: its threads are in each other's when several requests
    search at once.
    """

    def __init__(
        self, vectors: NDArray[np.float16], place: Callable[[Floats], Floats] | None = None
    ) -> None:
        """Take ``vectors`` as they are, or each where ``place`` puts it: single precision to
        single precision, of values that half precision holds.
        """
        # BLAS's threads wait for each other longer than these small products take.
        with threadpool_limits(1, "blas"):
            self._make_ready(vectors, place or (lambda part: part))

    def _make_ready(self, vectors: NDArray[np.float16], place: Callable[[Floats], Floats]) -> None:
        self.vectors = np.empty(vectors.shape, np.float16)
        self.fine: Floats | None = None
        if len(vectors) > FEW:
            self.axes = _main_axes(place(vectors[:: len(vectors) // FEW].astype(np.float32)))
            self.fine = np.empty((len(vectors), FINE), np.float32)
            self.rough = np.empty((ROUGH + 1, len(vectors)), np.float32)
            self.half = np.empty(len(vectors), np.float32)
        # All of it some rows at a time: to and from half precision is what takes the time.
        for start in range(0, len(vectors), AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            part = place(vectors[rows].astype(np.float32))
            self.vectors[rows] = part
            if self.fine is not None:
                self.half[rows] = np.einsum("nd,nd->n", part, part) / 2
                self.fine[rows], self.rough[:ROUGH, rows] = self._shortened(part)
        if self.fine is not None:
            self.rough[ROUGH] = self.half

    def nearest(
        self, signature: Floats, k: int, mask: Mask | None = None
    ) -> tuple[Rows, NDArray[np.float64]]:
        """Rows of the ``k`` nearest where ``mask`` (n,) is true, and their distances, 0..1."""
        count = len(self.vectors) if mask is None else np.count_nonzero(mask)
        if self.fine is not None and count > FEW:
            rows = self._possible(signature, k, mask)
        else:
            rows = np.arange(count) if mask is None else np.flatnonzero(mask)
        distance = self._distances(signature, rows)
        order = np.lexsort((rows, distance))[:k]
        return rows[order], np.minimum(distance[order], 1.0)

    def _distances(self, signature: Floats, rows: Rows) -> NDArray[np.float64]:
        step = self.vectors[rows].astype(np.float32) - signature
        squared = np.einsum("nd,nd->n", step, step).astype(np.float64)
        distance: NDArray[np.float64] = np.sqrt(squared) / 2
        return distance

    def _possible(self, signature: Floats, k: int, mask: Mask | None) -> Rows:
        """Rows among which the nearest must be."""
        assert self.fine is not None
        fine, rough = self._shortened(signature[None])
        # x q - |x|^2 / 2 falls as the distance of x to q grows; a bound is at least as much.
        bound = np.einsum("dn,d->n", self.rough, np.append(rough, np.float32(-1)))
        if mask is not None:
            bound[~mask] = -2.0
        rows = best_rows(bound, 8 * max(k, 10))
        rows = rows[bound[rows] > -2]
        better = self._bounds(fine[0], rows)
        rows = rows[np.argsort(-better, kind="stable")[: 4 * k]]
        near = np.einsum("nd,d->n", self.vectors[rows].astype(np.float32), signature)
        product = near - self.half[rows]
        reached = np.partition(product, -k)[-k] if len(product) > k else -1.5
        rows = np.flatnonzero(bound >= reached - 1e-5)
        return rows[self._bounds(fine[0], rows) >= reached - 1e-5]

    def _bounds(self, fine: Floats, rows: Rows) -> Floats:
        assert self.fine is not None
        bound: Floats = np.einsum("nd,d->n", self.fine[rows], fine) - self.half[rows]
        return bound

    def _shortened(self, vectors: Floats) -> tuple[Floats, Floats]:
        """Vectors (n, d) in few dimensions (n, FINE), and in fewer (ROUGH, n)."""
        along = (
            np.einsum("nd,da->na", vectors, self.axes)
            if len(vectors) == 1
            else (vectors @ self.axes)
        )
        whole = np.einsum("nd,nd->n", vectors, vectors)
        most = along[:, : ROUGH - 1]
        left = [
            np.sqrt(np.maximum(whole - np.einsum("na,na->n", part, part), 0))
            for part in (along, most)
        ]
        return np.column_stack([along, left[0]]), np.vstack([most.T, left[1]])


def _main_axes(vectors: Floats) -> Floats:
    """The FINE - 1 directions (d, FINE - 1) along which vectors (n, d) are longest, nearly.

    By turning a few directions towards them again and again, a tenth of the time that finding all
    would take. However near they come they are at right angles, all that the bounds rest on.
    """
    spread = (vectors.T @ vectors).astype(np.float64)
    axes = np.eye(len(spread))[:, np.argsort(-np.diag(spread))[: FINE - 1]]
    for _ in range(TURNS):
        axes, _ = np.linalg.qr(spread @ axes)
    turn = np.linalg.eigh(axes.T @ spread @ axes)[1][:, ::-1]
    return np.ascontiguousarray(axes @ turn, np.float32)


def best_rows(scores: Floats, count: int) -> Rows:
    """Rows of at least the ``count`` best scores (n,), in no order, without sorting them all."""
    if len(scores) <= 8 * count:
        return np.argsort(-scores, kind="stable")[:count]
    # The best of each block: as many blocks as rows are wanted reach the level of the count-th.
    blocks = len(scores) // 32
    tops = scores[: blocks * 32].reshape(32, blocks).max(axis=0)
    if blocks <= count:
        tops = scores
    level = np.partition(tops, -count)[-count]
    return np.flatnonzero(scores >= level)
