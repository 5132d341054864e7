"""How good a ranking was, once it is known who ordered."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .places import places
from .purchases import Floats

#: The share of customers whose orders are counted for the top share.
TOP = 0.2


@dataclass(frozen=True, slots=True)
class Quality:
    """How well scores foretold orders.

    auc: of all pairs of one who ordered and one who did not, the share put in the right order; equals count half.
    top_share: the share of all orders placed by the best-ranked fifth. auc_pull and top_pull: how far each customer moves
    the figure, (n,); the sum of their squares is its variance (DeLong 1988 for the AUC, the delta method for the share).
    """

    auc: float
    top_share: float
    auc_pull: Floats
    top_pull: Floats


def quality(scores: Floats, orders: Floats) -> Quality:
    """The quality of scores of customers who then placed so many orders; some must have ordered, and some not."""
    auc, auc_pull = _auc(scores, orders > 0)
    share, top_pull = _top_share(scores, orders)
    return Quality(auc, share, auc_pull, top_pull)


def _auc(scores: Floats, ordered: NDArray[np.bool_]) -> tuple[float, Floats]:
    """The AUC; of each customer the share of the others' kind they are rightly placed against tells their pull."""
    among_all = places(scores)
    yes, no = int(ordered.sum()), int((~ordered).sum())
    right = np.empty(len(scores))
    right[ordered] = (among_all[ordered] - places(scores[ordered])) / no
    right[~ordered] = 1 - (among_all[~ordered] - places(scores[~ordered])) / yes
    auc = float(right[ordered].mean())
    return auc, (right - auc) / np.where(ordered, max(yes - 1, 1), max(no - 1, 1))


def _top_share(scores: Floats, orders: Floats) -> tuple[float, Floats]:
    """The share; where equals straddle the border, each counts by their chance of being on the right side of it."""
    best_first = np.argsort(-scores, kind="stable")
    ordered = scores[best_first]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    count = np.diff(np.append(begins, len(scores)))
    inside = np.empty(len(scores))
    inside[best_first] = np.repeat(np.clip(TOP * len(scores) - begins, 0, count) / count, count)
    share = float(inside @ orders / orders.sum())
    return share, orders * (inside - share) / orders.sum()
