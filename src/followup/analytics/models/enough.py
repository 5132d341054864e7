"""Whether orders are enough to fit a model to."""

import numpy as np

from .cells import Cells
from .fitting import CannotTell

CUSTOMERS = 100  # below, every third to twelfth fit to real orders has no bounds
RETURNED = 10  # customers who came back
GAPS = 2  # usual gaps between orders that the time looked at must hold


def too_few(seen: Cells) -> CannotTell | None:
    """Why no forecast can be made of these histories, None where one may be tried."""
    everyone = int(seen.customers.sum())
    if everyone < CUSTOMERS:
        return CannotTell(f"A forecast of orders needs {CUSTOMERS} customers; here are {everyone:,}.")
    came_back = seen.repeats > 0
    returned = int(seen.customers[came_back].sum())
    if returned < RETURNED:
        return CannotTell(
            f"A forecast of orders needs {RETURNED} customers who ordered on more than one day; here are {returned}."
        )
    gap = _usual(seen.last[came_back] / seen.repeats[came_back], seen.customers[came_back])
    history = float(seen.age.max())
    if history < GAPS * gap:
        return CannotTell(
            f"The orders reach back {history:.0f} weeks and customers come back after about {gap:.0f}: a forecast needs twice that gap."
        )
    return None


def _usual(values: np.ndarray, customers: np.ndarray) -> float:
    """The value of the customer in the middle."""
    order = np.argsort(values)
    place = np.searchsorted(np.cumsum(customers[order]), customers.sum() / 2)
    return float(values[order][place])
