"""The verbs: one sentence that a person would say is one function and one transaction.

The only writers. Everything that happens because of a verb is a line in it: no signals, no callbacks.
"""
