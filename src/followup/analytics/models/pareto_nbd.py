"""Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers may leave at any moment. For back-tests and beside published figures."""

from dataclasses import dataclass, field

import numpy as np

from followup.analytics.purchases import Floats, Summary

from . import dying
from .cells import Cells, cells
from .enough import too_few
from .fitting import CannotTell, likeliest
from .scientific import special


@dataclass(frozen=True, slots=True)
class ParetoNbd:
    """Customers whose paces are gamma(r, alpha) and whose rates of leaving are gamma(s, beta), time in weeks.

    doubt: covariance of the logarithms of the four parameters, all 0 where they are taken as known.
    """

    r: float
    alpha: float
    s: float
    beta: float
    doubt: Floats = field(default_factory=lambda: np.zeros((4, 4)), compare=False, kw_only=True)

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by the names that the literature gives them."""
        return {"r": self.r, "alpha": self.alpha, "s": self.s, "beta": self.beta}

    def log_likelihood(self, seen: Summary) -> float:
        """How likely the histories of a summary are under these parameters."""
        met = cells(seen)
        logs = np.log([self.r, self.alpha, self.s, self.beta])
        return float(dying.scores(logs, met).likelihood @ met.customers)

    def alive(self, seen: Summary) -> Floats:
        """The chance that each customer is still one (n,)."""
        return dying.chance_alive(seen, of=(self.r, self.alpha, self.s, self.beta))

    def expected_of_new(self, weeks: Floats) -> Floats:
        """The repeat orders to be expected of a new customer in the weeks after the first order."""
        return self.r / self.alpha * self._weeks_there(np.zeros(1), weeks)

    def expected(self, seen: Summary, weeks: float) -> Floats:
        """The orders to be expected of each customer in the weeks to come (n,)."""
        pace = (self.r + seen.repeats) / (self.alpha + seen.age)
        return self.alive(seen) * pace * self._weeks_there(seen.age, weeks)

    def _weeks_there(self, age: Floats, weeks: Floats | float) -> Floats:
        """The weeks of those to come that a customer who is still there will stay, on average."""
        ahead = np.log1p(weeks / (self.beta + age))
        return (self.beta + age) * ahead * special.exprel((1 - self.s) * ahead)


def fit(seen: Summary) -> ParetoNbd | CannotTell:
    """The likeliest model of these customers, or a sentence that says why there is none."""
    return fit_cells(cells(seen))


def fit_cells(met: Cells) -> ParetoNbd | CannotTell:
    """The same of histories that were counted elsewhere."""
    if refusal := too_few(met):
        return refusal
    age = float(met.age @ met.customers / met.customers.sum())
    start = np.array([0.5, age / 4, 0.5, age / 4])
    found = likeliest(lambda logs: dying.scores(logs, met), met.customers, start)
    if isinstance(found, CannotTell):
        return found
    r, alpha, s, beta = (float(each) for each in found.parameters)
    return ParetoNbd(r, alpha, s, beta, doubt=found.doubt)
