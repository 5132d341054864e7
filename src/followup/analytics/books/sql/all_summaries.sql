-- Every customer of the summary, by id; for small books and tests.
SELECT customer, repeats, last, age, worth
FROM summary
ORDER BY customer
