"""Background work: finds in the rows what is to be done and calls the verbs that do it.

The queue is only a hint. What is owed is always read from the rows, so a job lost with a killed process is
found again, and each job is safe to run twice.
"""
