-- On how many of the days after a look each customer ordered.
SELECT customer, COUNT(*) AS orders
FROM bought
WHERE day > $day AND day <= $day + $days
GROUP BY customer
