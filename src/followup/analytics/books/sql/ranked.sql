-- The customers to be shown with their habits: the median of the days between orders, from two gaps on, and the mean of their orders.
WITH theirs AS (
  SELECT
    bought.customer,
    bought.day,
    bought.amount,
    LAG(bought.day) OVER (PARTITION BY bought.customer ORDER BY bought.day) AS day_before
  FROM bought
  JOIN shown ON bought.customer = shown.customer
),
habits AS (
  SELECT
    customer,
    CASE WHEN COUNT(day_before) >= 2 THEN MEDIAN(day - day_before) END AS gap,
    AVG(amount) AS amount
  FROM theirs
  GROUP BY customer
)
SELECT shown.place, shown.customer, shown.orders, shown.first_day, shown.last_day, habits.gap, habits.amount
FROM shown
JOIN habits ON shown.customer = habits.customer
ORDER BY shown.place
