-- The histories that differ, and how many customers have each; equals in the same order on every engine.
SELECT repeats, last, age, customers
FROM histories
ORDER BY repeats, last, age
