"""Background work: finds in the rows what is to be done and calls the verbs that do it."""
