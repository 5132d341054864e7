-- Every customer as known at the end of a day.
SELECT customer, COUNT(*) - 1 AS repeats, MIN(day) AS first_day, MAX(day) AS last_day
FROM bought
WHERE day <= $day
GROUP BY customer
