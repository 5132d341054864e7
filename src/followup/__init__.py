"""followup: notice, decide, write, check, send once, stop when they answer."""

__version__ = "0.1.0"
