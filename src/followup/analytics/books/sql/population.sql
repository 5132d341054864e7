-- All customers together: how many, their repeat orders, the days between their first and last ones, and the first and the last day of all.
SELECT
  COUNT(*) AS customers,
  COALESCE(SUM(repeats), 0) AS repeats,
  COALESCE(SUM(last_day - first_day), 0) AS days,
  COALESCE(MIN(first_day), 0) AS first_day,
  COALESCE(MAX(last_day), 0) AS last_day
FROM customers
