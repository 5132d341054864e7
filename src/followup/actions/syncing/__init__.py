"""Syncing: what is new in the connected accounts, each kind read by a reader of its own."""
