"""Who buys again: the ranking kept in rows, and the letters that it leads to.

NumPy is loaded by `rank` alone (and what it imports); `stale`, `campaigns` and `write` are light.
"""
