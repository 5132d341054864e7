"""Ordinary messages for tests, made from a few words."""


def letter(
    subject: str = "Your application",
    *,
    number: int = 1,
    text: str = "Dear Ada,\n\nthank you.\n",
    more: str = "",
) -> bytes:
    """A message from Ben to Ada; each number has its own Message-ID."""
    return (
        f"From: Ben Okafor <ben@harbour.example>\n"
        f"To: Ada Quist <ada@quist.example>\n"
        f"Subject: {subject}\n"
        f"Date: Mon, 2 Mar 2026 10:{number % 60:02d}:00 +0100\n"
        f"Message-ID: <{number}@harbour.example>\n"
        f"{more}"
        f"\n{text}"
    ).encode()
