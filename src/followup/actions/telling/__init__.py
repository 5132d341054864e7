"""Telling: what sources found becomes contacts, messages, opportunities and facts, each written once."""
