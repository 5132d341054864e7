"""Means over a beta distribution, to nearly all digits from a few points."""

import numpy as np

from ..purchases import Floats

_POINTS = 32
_LEAST = 1e-200  # a chance is never quite 0, so that it may be divided by


def beta_points(a: float, b: Floats, *, points: int = _POINTS) -> tuple[Floats, Floats]:
    """Points and weights (u, points) that give means over beta(a, b) for each b (u,).

    Gauss's rule for the Jacobi polynomials, from the eigenvalues of their recurrence (Golub and Welsch 1969). It is put
    down for weights that sum to 1, so that no parameter is too large for it, as it is for scipy.special.roots_jacobi.
    """
    row = np.arange(points)
    matrix = np.zeros((len(b), points, points))
    matrix[:, row, row] = _middles(a, b[:, None], row)
    beside = _neighbours(a, b[:, None], row[1:])
    matrix[:, row[1:], row[:-1]] = matrix[:, row[:-1], row[1:]] = beside
    places, vectors = np.linalg.eigh(matrix)
    return np.clip(places, _LEAST, 1.0), vectors[:, 0, :] ** 2


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
