"""Where something that is known came from."""

ORIGINS = {
    "mail": "from your mailbox",
    "calendar": "from your calendar",
    "cards": "from a card",
    "orders": "from an order file",
    "outbox": "sent from here",
    "hand": "by hand",
    "import": "from imported files",
    "signature": "from a signature",
}


def origin(source: str) -> str:
    """The words for a source; one that has a number, such as “import 3”, goes by its kind."""
    return ORIGINS.get(source.partition(" ")[0], f"from {source}")
