"""What MBG/NBD and BG/NBD have in common: the customers of leaving.py, their past and their orders to come."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from followup.analytics.purchases import Floats, Ints, Summary

from . import coming, leaving
from .cells import Cells, alike, cells, every
from .enough import too_few
from .fitting import CannotTell, likeliest
from .total import Band, band

_BLOCK = 20_000  # histories whose means are taken at once: what a processor keeps at hand

# In both order books that it was tried on, a music shop and a grocer, the total of the following time was a sixth off,
# once too low and once too high, far more than chance and parameters explain.
MISFIT = 1 / 6
_ENOUGH = 20_000  # customers who show how a total moves with the parameters

type Moment = Callable[..., Floats]


@dataclass(frozen=True, slots=True)
class BetaGeometric:
    """Customers whose paces are gamma(r, alpha) and whose chances of leaving after an order are beta(a, b).

    extra: 1 where a customer may leave after the first order of all, 0 where only after a repeat order. doubt: covariance
    of the logarithms of the four parameters, all 0 where they are taken as known.
    """

    r: float
    alpha: float
    a: float
    b: float
    extra: int
    doubt: Floats = field(default_factory=lambda: np.zeros((4, 4)), compare=False, kw_only=True)

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters by the names that the literature gives them."""
        return {"r": self.r, "alpha": self.alpha, "a": self.a, "b": self.b}

    def log_likelihood(self, seen: Summary) -> float:
        """How likely the histories of a summary are under these parameters."""
        met = cells(seen)
        return float(leaving.scores(self._logs, met, extra=self.extra).likelihood @ met.customers)

    def alive(self, seen: Summary) -> Floats:
        """The chance that each customer is still one (n,)."""
        chances = seen.repeats.astype(np.float64) + self.extra
        return leaving.chance_alive(seen, chances=chances, of=(self.r, self.alpha, self.a, self.b))

    def expected_of_new(self, weeks: Floats) -> Floats:
        """The repeat orders to be expected of a new customer in the weeks after the first order."""
        which = np.zeros(len(weeks), dtype=np.int64)
        stayed = np.array([self.b + self.extra])
        pace = np.full(len(weeks), self.r)
        mean = coming.mean(pace, weeks / self.alpha, a=self.a, stayed=stayed, which=which)
        return mean * (self.b / (self.a + self.b) if self.extra else 1.0)

    def expected(self, seen: Summary, weeks: float) -> Floats:
        """The orders to be expected of each customer in the weeks to come (n,)."""
        return self.alive(seen) * self._of_alive(coming.mean, seen, weeks)

    def interval(self, seen: Summary, weeks: float, *, share: float = 0.8) -> tuple[Ints, Ints]:
        """The least and the most orders of each customer in the weeks to come, in `share` of cases or more.

        The numbers that the exact distribution of a customer's orders leaves below and above with half of the rest each;
        the parameters are taken as known.
        """
        age, repeats = self.alpha + seen.age, seen.repeats.astype(np.float64)
        ahead = coming.Ahead(
            self.r + repeats, weeks / age, self.a, self.b + repeats + self.extra, self.alive(seen)
        )
        return coming.at_most(ahead, (1 + share) / 2), coming.at_most(ahead, (1 - share) / 2)

    def total(self, seen: Summary, weeks: float, *, misfit: float = MISFIT, share: float = 0.8) -> Band:
        """The orders of all customers together in the weeks to come, and the bounds that hold them in `share` of cases.

        Three doubts are added up: what customers do by chance, from the variances of their own distributions; how far the
        parameters may be off, from the covariance of the fit; and how far the model is from the truth, as a part of the
        total: `misfit`, best taken from totals that it foretold of the past.
        """
        expected = self.expected(seen, weeks)
        total = float(expected.sum())
        squares = self.alive(seen) * self._of_alive(coming.mean_square, seen, weeks)
        chance = float((squares - expected**2).sum())
        slopes = self._slopes_of_total(seen, weeks) if self.doubt.any() else np.zeros(4)
        unsure = float(slopes @ self.doubt @ slopes) + misfit**2
        return band(total, chance + unsure * total**2, share=share)

    def _of_alive(self, what: Moment, seen: Summary, weeks: float) -> Floats:
        """A moment of the orders to come of each customer, were all still there; worked out once for equal repeats and age."""
        places, which, _ = alike(seen.repeats, seen.age)
        repeats, age = seen.repeats[places].astype(np.float64), seen.age[places]
        counts, count = np.unique(repeats, return_inverse=True)
        stayed, span = self.b + counts + self.extra, weeks / (self.alpha + age)
        found = np.empty(len(places))
        for begin in range(0, len(places), _BLOCK):
            block = slice(begin, begin + _BLOCK)
            shape = self.r + repeats[block]
            found[block] = what(shape, span[block], a=self.a, stayed=stayed, which=count[block])
        return found[which]

    def _slopes_of_total(self, seen: Summary, weeks: float) -> Floats:
        """By which part the total moves with the logarithm of each parameter; of many customers, by a fair part of them."""
        step, part = 1e-4, every(seen, 1 + len(seen) // _ENOUGH)
        models = [self, *(of_logs(self._logs + step * way, extra=self.extra) for way in np.eye(4))]
        total, *moved = (float(each.expected(part, weeks).sum()) for each in models)
        return (np.array(moved) / total - 1) / step if total > 0 else np.zeros(4)

    @property
    def _logs(self) -> Floats:
        return np.log([self.r, self.alpha, self.a, self.b])


def of_logs(logs: Floats, *, extra: int) -> BetaGeometric:
    """The model with these logarithms of parameters."""
    r, alpha, a, b = (float(each) for each in np.exp(logs))
    return BetaGeometric(r, alpha, a, b, extra)


def fit(met: Cells, *, extra: int) -> BetaGeometric | CannotTell:
    """The likeliest of these models, or why there is none."""
    if refusal := too_few(met):
        return refusal
    age = float(met.age @ met.customers / met.customers.sum())
    found = likeliest(
        lambda logs: leaving.scores(logs, met, extra=extra), met.customers, np.array([0.5, age / 4, 1.0, 2.0])
    )
    if isinstance(found, CannotTell):
        return found
    r, alpha, a, b = (float(each) for each in found.parameters)
    return BetaGeometric(r, alpha, a, b, extra, doubt=found.doubt)
