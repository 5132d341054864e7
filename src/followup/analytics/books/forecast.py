"""How many orders to expect of the customers of a book: the model is fitted to cells of equal histories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from followup.analytics.models import mbg_nbd
from followup.analytics.models.beta_geometric import BetaGeometric
from followup.analytics.models.cells import counted
from followup.analytics.models.fitting import CannotTell
from followup.analytics.models.total import Band
from followup.analytics.purchases import WEEK, Floats, Summary

from .engine import Columns, Engine
from .statements import statement

#: Histories are told to the day while there are no more than so many that differ, else as finely as keeps them below.
MOST = 50_000
GRAINS = (1, 7, 28, 91)  # days
#: Gamma-Gamma needs every customer's mean amount, which are as many as there are customers.
OF_WORTH = "An order is taken to be worth what the customer's own orders were worth on average."


@dataclass(frozen=True, slots=True)
class Forecast:
    """The model of a book, if there is one: the orders of all to be expected, and what the model says of itself."""

    model: BetaGeometric | None
    weeks: float
    total: Band | None = None
    parameters: Mapping[str, float] = field(default_factory=dict)
    sentence: str = ""

    def of(self, seen: Summary) -> Sequence[Band | None]:
        """The orders to be expected of some customers, with the bounds that hold them in 8 of 10 cases."""
        if self.model is None:
            return [None] * len(seen)
        low, high = self.model.interval(seen, self.weeks)
        columns = (self.model.expected(seen, self.weeks), low, high)
        return [Band(*map(float, each)) for each in zip(*columns, strict=True)]


def forecast(engine: Engine, *, day: int, days: int) -> Forecast:
    """What to expect of the customers in the table `customers`, in the days after a day."""
    told = _histories(engine, day)
    seen = Summary(
        customer=np.arange(len(told["repeats"])),
        repeats=told["repeats"].astype(np.int64),
        last=told["last"] / WEEK,
        age=told["age"] / WEEK,
        worth=np.full(len(told["repeats"]), np.nan),
    )
    model = mbg_nbd.fit_cells(counted(seen.repeats, seen.last, seen.age, customers=told["customers"]))
    weeks = days / WEEK
    if isinstance(model, CannotTell):
        return Forecast(None, weeks, sentence=model.sentence)
    total = _total(model, seen, weeks, customers=told["customers"].astype(np.float64))
    return Forecast(model, weeks, total, model.parameters, OF_WORTH)


def _histories(engine: Engine, day: int) -> Columns:
    for grain in GRAINS:
        asked = {"day": day, "grain": grain, "half": grain // 2}
        engine.table("histories", statement("histories", **asked))
        ((count,),) = engine.rows(statement("how_many_histories"))
        if count <= MOST:
            break
    return engine.columns(statement("all_histories"))


def _total(model: BetaGeometric, seen: Summary, weeks: float, *, customers: Floats) -> Band:
    """The orders of all together. How far they may be off, as a part of them, is told by so many customers as are soon looked at."""
    of = float(customers @ model.expected(seen, weeks))
    some = model.total(_some(seen, customers), weeks)
    share = of / some.of if some.of else 0.0
    return Band(of, some.low * share, some.high * share)


def _some(seen: Summary, customers: Floats) -> Summary:
    """Everybody, each with their own history; where they are many, some of them drawn evenly."""
    everybody = customers.sum()
    step = max(1.0, everybody / MOST)
    places = np.searchsorted(np.cumsum(customers), np.arange(step / 2, everybody, step))
    return Summary(places, seen.repeats[places], seen.last[places], seen.age[places], seen.worth[places])
