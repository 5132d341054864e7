"""MBG/NBD (Batislam, Denizel and Filiztekin 2007): customers may leave after any order, the first included.

The model that forecasts of orders and of totals are made with. Its chance of being alive is no rank: look at the orders
to be expected, or at the rankers of the room above.
"""

from followup.analytics.purchases import Summary

from . import beta_geometric
from .beta_geometric import BetaGeometric
from .cells import Cells, cells
from .fitting import CannotTell


def fit(seen: Summary) -> BetaGeometric | CannotTell:
    """The likeliest model of these customers, or a sentence that says why there is none."""
    return fit_cells(cells(seen))


def fit_cells(met: Cells) -> BetaGeometric | CannotTell:
    """The same of histories that were counted elsewhere."""
    return beta_geometric.fit(met, extra=1)


def of(*, r: float, alpha: float, a: float, b: float) -> BetaGeometric:
    """The model with parameters that are known."""
    return BetaGeometric(r, alpha, a, b, extra=1)
