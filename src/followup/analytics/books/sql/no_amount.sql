-- A book that says nothing of money.
CAST(NULL AS DOUBLE)
