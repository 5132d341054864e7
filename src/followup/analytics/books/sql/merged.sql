-- The lines of one customer and day put together; those that cannot be read gather where customer or day is NULL.
SELECT customer, day, SUM(amount) AS amount, COUNT(*) AS lines, COUNT(amount) AS told
FROM lines_read
GROUP BY customer, day
