"""Placing: which firm and which opportunity a fact is about."""
