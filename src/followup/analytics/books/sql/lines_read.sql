-- Every line of the book as an order: whose, on which day (counted from 1970-01-01), for how much; NULL where it cannot be read.
SELECT $customer AS customer, $day AS day, $amount AS amount
FROM lines
