-- What the book holds: lines, lines without customer or day, lines without an amount, days on which only money went back, first and last day.
SELECT
  COALESCE(SUM(lines), 0) AS lines,
  COALESCE(SUM(CASE WHEN customer IS NULL OR day IS NULL THEN lines ELSE 0 END), 0) AS broken,
  COALESCE(SUM(lines - told), 0) AS untold,
  COALESCE(SUM(CASE WHEN customer IS NOT NULL AND day IS NOT NULL AND amount < 0 THEN 1 ELSE 0 END), 0) AS given_back,
  MIN(CASE WHEN customer IS NOT NULL AND (amount IS NULL OR amount >= 0) THEN day END) AS first_day,
  MAX(CASE WHEN customer IS NOT NULL AND (amount IS NULL OR amount >= 0) THEN day END) AS last_day
FROM merged
