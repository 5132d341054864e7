"""How well a ranker did, as people read it."""

from dataclasses import dataclass

from .back_test import Measured, auc, top_share

_SURELY = 1.96  # standard errors to either side that hold a figure in 95 of 100 cases


@dataclass(frozen=True, slots=True)
class Trial:
    """How well one ranker did on the user's own past: AUC of “orders at all within the time ahead” with its 95 % interval,
    and the share of all orders that its best-ranked fifth then placed. origins: the earlier days it was looked at from."""

    ranker: str
    auc: float
    low: float
    high: float
    top_share: float
    customers: int
    origins: int


def trial(measured: Measured, *, customers: int) -> Trial:
    """The figures of one ranker over all the looks at which it could be used."""
    right, top = auc(measured), top_share(measured)
    return Trial(
        ranker=measured.ranker.name,
        auc=right.of,
        low=max(right.of - _SURELY * right.error, 0.0),
        high=min(right.of + _SURELY * right.error, 1.0),
        top_share=top.of,
        customers=customers,
        origins=measured.looks,
    )


def best_first(trials: list[Trial]) -> tuple[Trial, ...]:
    """Those with the highest AUC and top share together first."""
    return tuple(sorted(trials, key=lambda each: (-each.auc - each.top_share, each.ranker)))
