"""Gamma-Gamma (Colombo and Jiang 1999; Fader, Hardie and Lee 2005): what an order of each customer will be worth.

Orders of a customer vary around a value of the customer's own (shape p), and these values vary between customers (q,
gamma). It holds only where those who order often do not spend more, or less, with an order than others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from followup.analytics.purchases import Floats, Summary

from .fitting import CannotTell, Estimate, Scores, likeliest
from .scientific import special

CUSTOMERS = 50  # who came back, with amounts: below, a few large orders decide
RELATED = (
    0.3  # correlation of number and worth of orders from which on the model does not hold; in CDNOW it is .11
)
_LEAST = 1e-200


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The worth of orders, in the money of the amounts.

    A customer without repeat orders, or whose orders say no amount above 0, is taken for one like all the others.
    """

    p: float
    q: float
    gamma: float

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by the names that the literature gives them."""
        return {"p": self.p, "q": self.q, "gamma": self.gamma}

    def log_likelihood(self, seen: Summary) -> float:
        """How likely the amounts of a summary are under these parameters."""
        told = says(seen)
        logs = np.log([self.p, self.q, self.gamma])
        return float(scores(logs, seen.repeats[told].astype(np.float64), seen.worth[told]).likelihood.sum())

    def expected(self, seen: Summary) -> Floats:
        """What an order of each customer is worth, on average (n,)."""
        repeats, scale = self._known(seen)
        return scale / np.maximum(self.p * repeats + self.q - 1, _LEAST)

    def interval(self, seen: Summary, *, share: float = 0.8) -> tuple[Floats, Floats]:
        """The bounds that hold the average worth of each customer's orders in `share` of cases.

        Exact: given the orders, p divided by that average follows a gamma distribution.
        """
        repeats, scale = self._known(seen)
        counts, which = np.unique(repeats, return_inverse=True)
        shape = self.p * counts + self.q
        low, high = (special.gammaincinv(shape, (1 + side * share) / 2)[which] for side in (1, -1))
        return scale / np.maximum(low, _LEAST), scale / np.maximum(high, _LEAST)

    def _known(self, seen: Summary) -> tuple[Floats, Floats]:
        """Repeat orders of which the amounts are known, and p times gamma and their sum."""
        told = says(seen)
        repeats = np.where(told, seen.repeats, 0.0)
        return repeats, self.p * (self.gamma + repeats * np.where(told, seen.worth, 0.0))


def fit(seen: Summary) -> GammaGamma | CannotTell:
    """The likeliest model of what these customers' orders are worth, or a sentence that says why there is none."""
    told = says(seen)
    repeats, worth = seen.repeats[told].astype(np.float64), seen.worth[told]
    if len(worth) < CUSTOMERS:
        return CannotTell(
            f"What an order will be worth needs {CUSTOMERS} customers who came back, with amounts; here are {len(worth)}."
        )
    related = correlation(repeats, worth)
    if abs(related) > RELATED:
        return CannotTell(
            f"Customers who order often spend {'more' if related > 0 else 'less'} with an order than others (correlation {related:.2f}), so nothing is said of what their next orders will be worth."
        )
    unit = float(np.median(worth))
    found = likeliest(
        lambda logs: scores(logs, repeats, worth / unit), np.ones(len(worth)), np.array([2.0, 3.0, 1.0])
    )
    return found if isinstance(found, CannotTell) else _if_bounded(found, unit)


def says(seen: Summary) -> NDArray[np.bool_]:
    """Which customers came back and left an amount above 0 with it."""
    return (seen.repeats > 0) & (seen.worth > 0) & np.isfinite(seen.worth)


def correlation(repeats: Floats, worth: Floats) -> float:
    """How strongly number and worth of orders go together, from -1 to 1; 0 where one of them is the same for all."""
    x, z = repeats - repeats.mean(), worth - worth.mean()
    spread = np.sqrt((x @ x) * (z @ z))
    return float(x @ z / spread) if spread > 0 else 0.0


def scores(logs: Floats, repeats: Floats, worth: Floats) -> Scores:
    """The likelihood of each customer's mean amount and its slopes by the logarithms of p, q and gamma."""
    p, q, gamma = np.exp(logs)
    counts, which = np.unique(repeats, return_inverse=True)
    spent, shape = repeats * worth, p * counts + q
    all_of, of_rest = np.log(gamma + spent), np.log1p(gamma / spent)
    head = special.gammaln(shape) - special.gammaln(p * counts) - special.gammaln(q) + q * np.log(gamma)
    likelihood = head[which] - np.log(worth) - p * repeats * of_rest - q * all_of
    slopes = np.stack(
        [
            repeats * ((special.psi(shape) - special.psi(p * counts))[which] - of_rest),
            (special.psi(shape) - special.psi(q) + np.log(gamma))[which] - all_of,
            q / gamma - shape[which] / (gamma + spent),
        ]
    )
    return Scores(likelihood, slopes * np.array([[p], [q], [gamma]]))


def _if_bounded(found: Estimate, unit: float) -> GammaGamma | CannotTell:
    p, q, gamma = (float(each) for each in found.parameters)
    if q > 1:
        return GammaGamma(p, q, gamma * unit)
    return CannotTell(
        "A few orders are so much larger than all the others that no average of what is to come can be given."
    )
