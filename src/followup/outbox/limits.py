"""How many letters a day the large providers let one account send, and how near followup goes to that."""

#: By the server's domain. They are counted over any 24 hours.
DAILY = {
    "gmail.com": 500,
    "googlemail.com": 500,
    "outlook.com": 10_000,
    "office365.com": 10_000,
    "hotmail.com": 10_000,
    "yahoo.com": 500,
    "aol.com": 500,
    "me.com": 500,
    "icloud.com": 500,
}


def room_of(host: str) -> int | None:
    """Four fifths of what the provider lets through in a day; None where its limit is not known here."""
    name = host.lower().rstrip(".")
    limit = next((count for domain, count in DAILY.items() if f".{name}".endswith(f".{domain}")), None)
    return None if limit is None else limit * 4 // 5
