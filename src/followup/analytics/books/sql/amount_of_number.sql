-- A sum of money; what is no number of this world is none.
CASE WHEN CAST($cell AS DOUBLE) BETWEEN -1e15 AND 1e15 THEN CAST($cell AS DOUBLE) END
