"""Signing: what a signature tells of its writer, as a card: name, title, firm, numbers, addresses."""

from .card import read_signature
from .letters import card_of

__all__ = ["card_of", "read_signature"]
