-- Customers with equal histories, told as finely as $grain days: repeats, days to the last order, days to the day of looking.
SELECT repeats, last, age, COUNT(*) AS customers
FROM (
  SELECT
    repeats,
    CASE WHEN repeats = 0 THEN 0 ELSE last_day - first_day - (last_day - first_day) % $grain + $half END AS last,
    $day - first_day - ($day - first_day) % $grain + $half AS age
  FROM customers
) AS told
GROUP BY repeats, last, age
