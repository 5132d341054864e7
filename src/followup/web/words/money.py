"""Sums of money as people write them."""

from decimal import Decimal

#: Signs that stand before the sum; every other currency goes by its code: “CHF 84”.
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹"}
#: Currencies without a hundredth.
WHOLE = frozenset({"JPY", "KRW", "CLP", "VND", "ISK", "HUF"})


def rounded(amount: float | Decimal, currency: str) -> str:
    """A sum that is only expected: “€84”, “CHF 1,240”, without a hundredth that nobody can know."""
    return _signed(f"{amount:,.0f}", currency)


def exact(amount: float | Decimal, currency: str) -> str:
    """A sum that was paid: “€84.50”."""
    return _signed(f"{amount:,.0f}" if currency in WHOLE else f"{amount:,.2f}", currency)


def _signed(digits: str, currency: str) -> str:
    """The sign or the code before the digits, and a minus before both; digits alone where no currency is known."""
    minus, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
    if digits.strip("0.,") == "":
        minus = ""
    if not currency:
        return minus + digits
    return minus + (
        SIGNS[currency] + digits if currency in SIGNS else f"{currency}\N{NO-BREAK SPACE}{digits}"
    )
