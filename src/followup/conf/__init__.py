"""What followup is told from outside: the settings table, the home folder, the clock, the key.

Stands below every room that meets the world; imports nothing of ours but `core.trouble`.
"""
