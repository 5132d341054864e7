"""Means over a beta distribution, to nearly all digits from a few points."""

import numpy as np

from followup.analytics.purchases import Floats

from .scientific import linalg

_LEAST = 1e-200  # a chance is never quite 0, so that it may be divided by


def beta_points(a: float, b: Floats, *, points: int) -> tuple[Floats, Floats]:
    """Points and weights (u, points) that give means over beta(a, b) for each b (u,).

    Gauss's rule for the Jacobi polynomials: points are the eigenvalues of their recurrence, weights come from running it
    (Golub and Welsch 1969). It is put down for weights that sum to 1, so that no parameter is too large for it, as it is
    for scipy.special.roots_jacobi; and without matrices, whose threads get into each other's way on a busy machine.
    """
    row = np.arange(points)
    middles, beside = _middles(a, b[:, None], row), _neighbours(a, b[:, None], row[1:])
    places = np.array([_eigenvalues(*each) for each in zip(middles, beside, strict=True)])
    before, now, whole = np.zeros_like(places), np.ones_like(places), np.ones_like(places)
    past = np.zeros((len(b), 1))
    for k in range(points - 1):
        ahead = beside[:, k, None]
        before, now = now, ((places - middles[:, k, None]) * now - past * before) / ahead
        past, whole = ahead, whole + now**2
    return np.clip(places, _LEAST, 1.0), 1 / whole


def _eigenvalues(middles: Floats, beside: Floats) -> Floats:
    found, _ = linalg.lapack.dsterf(middles, beside)
    return np.asarray(found)


def _middles(a: float, b: Floats, row: np.ndarray) -> Floats:
    both = a + b
    later = np.maximum(row, 1)
    turned = (a - b) * (both - 2) / ((2 * later + both - 2) * (2 * later + both))
    return (1 + np.where(row == 0, (a - b) / both, turned)) / 2


def _neighbours(a: float, b: Floats, row: np.ndarray) -> Floats:
    both = a + b
    later = np.maximum(row, 2)
    wide = 2 * later + both
    square = later * (later + a - 1) * (later + b - 1) * (later + both - 2)
    square = 4 * square / ((wide - 2) ** 2 * (wide - 1) * (wide - 3))
    return np.sqrt(np.where(row == 1, 4 * a * b / (both**2 * (both + 1)), square)) / 2
