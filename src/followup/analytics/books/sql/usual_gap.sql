-- The median of all days between two orders of one customer.
SELECT MEDIAN(day - day_before) AS gap
FROM (
  SELECT day, LAG(day) OVER (PARTITION BY customer ORDER BY day) AS day_before
  FROM bought
) AS ordered
WHERE day_before IS NOT NULL
