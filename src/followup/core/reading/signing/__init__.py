"""Signing: what a signature tells of its writer, as a card: name, title, firm, numbers, addresses."""

from .card import read_signature

__all__ = ["read_signature"]
