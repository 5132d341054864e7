"""Probability models of repeat buying: how many orders are to be expected, and what they will be worth.

One model a file: `fit` gives the model, or a sentence that says why these orders cannot tell. Time is in weeks.
"""
