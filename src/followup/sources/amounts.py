"""Sums of money as tables write them."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

#: Signs that mean one currency only; “$” and “kr” may be several.
SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "₹": "INR",
    "₺": "TRY",
    "₴": "UAH",
    "₩": "KRW",
    "CHF": "CHF",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
}
LONGEST = 40
#: Decimal places of the currencies that have not two of them (ISO 4217), as payment services count.
PLACES = dict.fromkeys(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"],
    0,
) | dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)


def amount(text: str, decimal: str = "") -> Decimal | None:
    """The sum, whether written 1,234.50 or 1.234,50; None where it is none. `decimal` is the column's own sign, if it has shown one."""
    text = text.strip()[:LONGEST]
    digits = re.sub(r"[^\d.,]", "", text)
    decimal = _sign(digits, decimal)
    whole, _, part = digits.rpartition(decimal) if decimal in digits and decimal else (digits, "", "")
    written = re.sub(r"[.,]", "", whole) + (f".{part}" if part else "")
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return -found if found and _is_negative(text) else found


def decimal_sign(cells: Iterable[str]) -> str:
    """The sign before the decimals that a column has shown beyond doubt: “,”, “.”, or "" for neither."""
    signs = {sign for cell in cells if (sign := _shown(re.sub(r"[^\d.,]", "", cell[:LONGEST])))}
    return signs.pop() if len(signs) == 1 else ""


def in_minor_units(text: str, code: str) -> Decimal | None:
    """The sum that a payment service counts in cents, or in whole yen."""
    try:
        return Decimal(text).scaleb(-PLACES.get(code, 2))
    except InvalidOperation:
        return None


def currency(code: str, text: str) -> str:
    """The currency's ISO 4217 code from its own column, else from the sign beside the sum; "" if untold."""
    if re.fullmatch(r"[A-Za-z]{3}", code.strip()):
        return code.strip().upper()
    longest_first = sorted(SIGNS, key=len, reverse=True)
    for said in (code, text):
        if found := next((SIGNS[sign] for sign in longest_first if sign in said), ""):
            return found
    written = re.search(r"\b([A-Z]{3})\b", text)
    return written[1] if written else ""


def _sign(digits: str, decimal: str) -> str:
    """The sign before the decimals of one sum: its own where it shows one, else the column's, else the likelier."""
    if shown := _shown(digits):
        return shown
    if decimal:
        return decimal
    # Without any other sum to learn from, 1,234 is more than a thousand: no currency is counted so with a comma.
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        return "."
    return "," if "," in digits else "."


def _shown(digits: str) -> str:
    """The sign before the decimals where only one can be meant."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    sign = "," if comma >= 0 else "." if point >= 0 else ""
    if not sign:
        return ""
    if digits.count(sign) > 1:
        return "." if sign == "," else ","
    return sign if len(digits) - digits.rfind(sign) - 1 != 3 else ""


def _is_negative(text: str) -> bool:
    """-5, 5-, −5 and (5) are all below zero."""
    return "-" in text or "−" in text or (text.startswith("(") and text.endswith(")"))
