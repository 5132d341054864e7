"""Orders as the ranking wants them: told twice they count once, and what went back is taken off them."""

from dataclasses import dataclass

import numpy as np

from followup.analytics.purchases import Floats, Ints

from .lines import NO_NUMBER, Lines


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders, columns (n,) by contact and time; `contact` names each customer once, `begins` where theirs begin.

    lines.amount is less what went back, and NaN for money in another currency than the customer's main one (`main`, a
    place in the list of currencies). came_back: whether anything of the order did. elsewhere: how many orders were told in other currencies.
    """

    lines: Lines
    contact: Ints
    begins: Ints
    main: Ints
    came_back: np.ndarray
    elsewhere: int

    def where(self, which: np.ndarray) -> "Orders":
        """Some of the orders, each customer's main currency as it is among all."""
        lines = self.lines.where(which)
        contact, begins = np.unique(lines.contact, return_index=True)
        main = self.main[np.searchsorted(self.contact, contact)]
        return Orders(lines, contact, begins, main, self.came_back[which], self.elsewhere)

    @property
    def whose(self) -> Ints:
        """For each order, the place of its customer."""
        return np.repeat(np.arange(len(self.contact)), self.counts)

    @property
    def counts(self) -> Ints:
        """How many orders each customer has."""
        return np.diff(np.append(self.begins, len(self.lines)))


def orders_in(told: Lines) -> Orders:
    """The orders that the lines tell of."""
    bought = _once(told.where(~told.is_back))
    back = _once(told.where(told.is_back), by_amount=True)
    contact, begins = np.unique(bought.contact, return_index=True)
    whose = np.repeat(np.arange(len(contact)), np.diff(np.append(begins, len(bought))))
    main = _main_currencies(bought, whose, len(contact))
    is_elsewhere = (bought.currency != main[whose]) & (bought.currency > 0) & ~np.isnan(bought.amount)
    amount = np.where(is_elsewhere, np.nan, bought.amount)
    of = _orders_of(back, bought)
    came_back = np.zeros(len(bought), dtype=bool)
    came_back[of[of >= 0]] = True
    amount = _less(amount, back, of, main[whose] if len(bought) else main)
    lines = Lines(
        bought.fact, bought.contact, bought.at, amount, bought.currency, bought.number, bought.is_back
    )
    return Orders(lines, contact, begins, main, came_back, int(is_elsewhere.sum()))


def _once(lines: Lines, *, by_amount: bool = False) -> Lines:
    """The lines without those that tell of the same number again; of two the one that tells an amount stays."""
    numbered = np.flatnonzero(lines.number != NO_NUMBER)
    if not len(numbered):
        return lines
    some = lines.where(numbered)
    amount = some.amount if by_amount else np.zeros(len(some))
    order = np.lexsort((some.fact, np.isnan(some.amount), amount, some.number, some.contact))
    same = _same(some.contact[order]) & _same(some.number[order]) & _same(amount[order])
    stays = np.ones(len(lines), dtype=bool)
    stays[numbered[order[same]]] = False
    return lines.where(stays)


def _same(column: np.ndarray) -> np.ndarray:
    """Where a value is that of the one before it."""
    return np.concatenate(([False], column[1:] == column[:-1]))


def _main_currencies(bought: Lines, whose: Ints, customers: int) -> Ints:
    """The currency of most of each customer's orders; 0 where none is named."""
    named = bought.currency > 0
    kinds = int(bought.currency.max(initial=0)) + 1
    pairs, counts = np.unique(whose[named] * kinds + bought.currency[named], return_counts=True)
    main = np.zeros(customers, dtype=np.int64)
    # Later ones overwrite: the most orders come last.
    order = np.lexsort((-pairs, counts))
    main[pairs[order] // kinds] = pairs[order] % kinds
    return main


def _orders_of(back: Lines, bought: Lines) -> Ints:
    """The place of the order that each return is of: by its number, else the last one before it; -1 for none."""
    last = _last_before(back, bought)
    if not len(back) or not len(bought):
        return last
    order = np.lexsort((bought.number, bought.contact))
    keys = np.rec.fromarrays([bought.contact[order], bought.number[order]])
    wanted = np.rec.fromarrays([back.contact, back.number])
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    place = order[found]
    is_it = (
        (back.number != NO_NUMBER)
        & (bought.contact[place] == back.contact)
        & (bought.number[place] == back.number)
    )
    return np.where(is_it, place, last)


def _last_before(back: Lines, bought: Lines) -> Ints:
    place = np.full(len(back), -1, dtype=np.int64)
    if len(back) and len(bought):
        keys = np.rec.fromarrays([bought.contact, bought.at])
        found = np.searchsorted(keys, np.rec.fromarrays([back.contact, back.at]), side="right") - 1
        is_theirs = (found >= 0) & (bought.contact[np.maximum(found, 0)] == back.contact)
        place[is_theirs] = found[is_theirs]
    return place


def _less(amount: Floats, back: Lines, of: Ints, main: Ints) -> Floats:
    """The amounts without what went back of them in the same currency; never below nothing."""
    counts = (of >= 0) & ~np.isnan(back.amount)
    of, currency, money = of[counts], back.currency[counts], back.amount[counts]
    is_same = (currency == 0) | (currency == main[of]) | (main[of] == 0)
    went_back = np.bincount(of[is_same], weights=money[is_same], minlength=len(amount))
    return np.maximum(amount - went_back, 0.0)
