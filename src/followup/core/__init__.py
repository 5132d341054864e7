"""The product's mind: pure functions over values.

No Django, no I/O, no clock, no randomness: facts, playbooks, calendars and `now` come in as
arguments, values go out. May import the standard library and pure data libraries only.
"""
