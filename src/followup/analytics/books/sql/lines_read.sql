-- Every line of the book as an order: whose, on which day (counted from 1970-01-01), for how much; NULL where it cannot be read.
-- Days before 1900 and after 2199 are slips of the pen, and would stretch all that is counted by time.
SELECT customer, CASE WHEN day BETWEEN -25567 AND 84005 THEN day END AS day, amount
FROM (SELECT $customer AS customer, $day AS day, $amount AS amount FROM lines) AS taken
