-- What a day's look back says of each customer: repeats, weeks to the last order, weeks to the day of looking, mean of the repeat orders.
WITH seen AS MATERIALIZED (
  SELECT customer, day, amount
  FROM bought
  WHERE day <= $day
),
firsts AS (
  SELECT customer, MIN(day) AS first_day
  FROM seen
  GROUP BY customer
)
SELECT
  seen.customer,
  COUNT(*) - 1 AS repeats,
  CAST(MAX(seen.day) - MIN(firsts.first_day) AS DOUBLE) / 7 AS last,
  CAST($day - MIN(firsts.first_day) AS DOUBLE) / 7 AS age,
  AVG(CASE WHEN seen.day > firsts.first_day THEN seen.amount END) AS worth,
  MAX(seen.day) AS last_day
FROM seen
JOIN firsts ON seen.customer = firsts.customer
GROUP BY seen.customer
