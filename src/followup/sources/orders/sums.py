"""What an order cost and what went back of it, from the sums in its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from followup.sources.amounts import amount, in_minor_units
from followup.sources.tables import Row, plain_name

from .shops import Shop


class Cells(Protocol):
    """What reads the rows of a table by what its columns mean."""

    def cell(self, meaning: str, row: Row) -> str: ...

    def cells(self, meaning: str, row: Row) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Sums:
    """What was paid, None where no row says; what went back; and whether the rows tell of that alone."""

    paid: Decimal | None
    back: Decimal | None
    is_return: bool

    @property
    def is_all_back(self) -> bool:
        """Whether as much went back as was paid."""
        return bool(self.paid and self.back and self.back >= self.paid)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the sums of one table are read: by whose columns, and which sign stands before the decimals."""

    shop: Shop
    columns: Sequence[str]
    sign: str

    def of(self, rows: Sequence[Row], code: str, cells: Cells) -> Sums:
        """The sums of one order, in its currency."""
        told = [(row, said) for row in rows if (said := self._paid(row, code, cells)) is not None]
        paid = [each for row, each in told if not self._goes_back(row, each, cells)]
        back = [abs(each) for row, each in told if self._goes_back(row, each, cells)]
        back += self._refunded(rows, code, cells)
        return Sums(
            paid=self._together(paid) if paid else None,
            back=sum(back, Decimal(0)) or None,
            is_return=bool(told) and not paid,
        )

    def is_back(self, row: Row, cells: Cells) -> bool:
        """Whether a row tells of money that went back."""
        paid = self._paid(row, "", cells)
        return paid is not None and self._goes_back(row, paid, cells)

    def _paid(self, row: Row, code: str, cells: Cells) -> Decimal | None:
        found = self._sum(cells.cell("amount", row), code)
        if found is None:
            return None
        return found + sum(
            (self._sum(text, code) or Decimal(0) for text in cells.cells("plus", row)), Decimal(0)
        )

    def _sum(self, text: str, code: str) -> Decimal | None:
        return in_minor_units(text, code) if self.shop.sums == "cents" else amount(text, self.sign)

    def _goes_back(self, row: Row, paid: Decimal, cells: Cells) -> bool:
        return paid < 0 or plain_name(cells.cell("kind", row)) == "refund"

    def _refunded(self, rows: Sequence[Row], code: str, cells: Cells) -> Iterator[Decimal]:
        """Every row's own refund, or the order's, which is the first that any row says."""
        for row in rows:
            said = [abs(found) for text in cells.cells("refunded", row) if (found := self._sum(text, code))]
            yield from said
            if said and self.shop.sums != "rows":
                return

    def _together(self, paid: list[Decimal]) -> Decimal:
        """The order's total where it stands again on each row, else the sum of what the rows say."""
        has_its_own = self.shop.sums == "rows" or bool(set(self.columns) & self.shop.words["rows"])
        is_repeated = self.shop.title and self.shop.sums != "rows"
        return sum(paid, Decimal(0)) if has_its_own or (len(set(paid)) > 1 and not is_repeated) else paid[0]
