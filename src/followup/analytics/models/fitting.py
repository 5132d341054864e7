"""The parameters under which the histories are likeliest, or why there are none to be had."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from followup.analytics.purchases import Floats

from .scientific import optimize

LEAST, MOST = 1e-4, 1e3  # a parameter beyond these says that the data pull towards no model at all
SETTLED = 1e-4  # natural units of log-likelihood that the search may leave behind

# The prior: flat between a hundredth and a hundred, where every published fit lies, and falling off gently beyond. Small
# bases, whose likelihood is level for ever in some direction, stop there; where the data tell, nothing is moved.
_FLAT = np.log(100.0)
_WIDTH = 1.0
_FARTHEST = 16.0  # of a logarithm: e^16 is nine million


@dataclass(frozen=True, slots=True)
class CannotTell:
    """Why a model is not used for these orders, in one sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What each history says of p parameters: its log-likelihood (m,), and the slopes of that by their logarithms (p, m)."""

    likelihood: Floats
    slopes: Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """Parameters (p,), and the covariance of their logarithms (p, p): how far they may be off."""

    parameters: Floats
    doubt: Floats


type Scoring = Callable[[Floats], Scores]


def likeliest(scoring: Scoring, customers: Floats, start: Floats) -> Estimate | CannotTell:
    """The parameters of the highest posterior; `scoring` takes their logarithms, `customers` is how many share each history."""
    everyone = customers.sum()

    def unlikely(logs: Floats) -> tuple[float, Floats]:
        near = np.clip(logs, -_FARTHEST, _FARTHEST)
        seen = scoring(near)
        cost, slope = _prior(near)
        gained, gains = (seen.likelihood * customers).sum(), (seen.slopes * customers).sum(axis=1)
        return (cost - gained) / everyone, (slope - gains) / everyone

    shape = _inverse(_information(scoring(np.log(start)), customers)) * everyone
    found = optimize.minimize(
        unlikely,
        np.log(start),
        jac=True,
        method="BFGS",
        options={"hess_inv0": shape, "gtol": 1e-7, "maxiter": 200},
    )
    doubt = _inverse(_information(scoring(found.x), customers))
    slope = found.jac * everyone
    if slope @ doubt @ slope > SETTLED:
        return CannotTell(
            "No one way of ordering fits these customers best, so nothing is forecast from their orders."
        )
    return _if_sound(Estimate(np.exp(found.x), doubt))


def _if_sound(found: Estimate) -> Estimate | CannotTell:
    if found.parameters.min() >= LEAST and found.parameters.max() <= MOST:
        return found
    return CannotTell(
        "These customers order too much alike, or too differently, for a forecast: the numbers behind it run off beyond all bounds."
    )


def _prior(logs: Floats) -> tuple[float, Floats]:
    """What the prior takes off the log-likelihood, and the slope of that."""
    beyond = np.sign(logs) * np.maximum(np.abs(logs) - _FLAT, 0) / _WIDTH
    return float(beyond @ beyond) / 2, beyond / _WIDTH


def _information(seen: Scores, customers: Floats) -> Floats:
    """How sharply the histories tell the parameters, from the spread of their slopes (Berndt, Hall, Hall, Hausman 1974)."""
    return np.einsum("im,jm->ij", seen.slopes * customers, seen.slopes)


def _inverse(information: Floats) -> Floats:
    """The covariance; of a direction in which the data say nothing, that of the prior, about."""
    turned = np.linalg.inv(information + np.eye(len(information)) / (2 * _FLAT) ** 2)
    return (turned + turned.T) / 2
