"""Conversations guessed where headers lead nowhere: by subject, quoted text and people, with a confidence."""
