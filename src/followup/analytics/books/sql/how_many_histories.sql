-- How many histories differ.
SELECT COUNT(*)
FROM histories
