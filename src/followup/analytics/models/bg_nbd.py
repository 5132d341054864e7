"""BG/NBD (Fader, Hardie and Lee 2005): customers may leave after any repeat order.

For back-tests and beside published figures. Whoever has never come back counts as alive for certain, which is why its
chance of being alive must never be a rank.
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
    return beta_geometric.fit(met, extra=0)


def of(*, r: float, alpha: float, a: float, b: float) -> BetaGeometric:
    """The model with parameters that are known."""
    return BetaGeometric(r, alpha, a, b, extra=0)
