"""Sums of money as tables write them."""

import re
from decimal import Decimal, InvalidOperation

#: Signs that mean one currency only; “$” and “kr” may be several.
SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "₹": "INR",
    "₺": "TRY",
    "CHF": "CHF",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
}
LONGEST = 40


def amount(text: str) -> Decimal | None:
    """The sum, whether written 1,234.50 or 1.234,50; None where it is none."""
    digits = re.sub(r"[^\d.,-]", "", text[:LONGEST])
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma > point:
        is_decimal = digits.count(",") == 1 and (point >= 0 or len(digits) - comma - 1 != 3)
        digits = digits.replace(".", "").replace(",", "." if is_decimal else "")
    else:
        digits = digits.replace(",", "")
        if digits.count(".") > 1:
            digits = digits.replace(".", "")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def currency(code: str, text: str) -> str:
    """The currency's ISO 4217 code from its own column, else from the sign beside the sum; "" if untold."""
    if re.fullmatch(r"[A-Za-z]{3}", code.strip()):
        return code.strip().upper()
    longest_first = sorted(SIGNS, key=len, reverse=True)
    if found := next((SIGNS[sign] for sign in longest_first if sign in text), ""):
        return found
    written = re.search(r"\b([A-Z]{3})\b", text)
    return written[1] if written else ""
