"""Trimming: which lines of a message are its own words, and which quote, sign or surround them.

Each reader takes the lines and their marks and marks those that it knows; none goes through them more than a few times.
"""
