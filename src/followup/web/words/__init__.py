"""Sentences that several pages share: why a letter is owed, when, and what a fact says."""
