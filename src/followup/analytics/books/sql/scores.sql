-- Each cell's score by every ranker, higher for customers more likely to order again; equals share the mean of their places.
WITH counted AS (
  SELECT CAST(SUM(customers) AS DOUBLE) AS everybody
  FROM cells
),
frequencies AS (
  SELECT repeats, CAST(SUM(customers) AS DOUBLE) AS equals
  FROM cells
  GROUP BY repeats
),
recencies AS (
  SELECT last_day, CAST(SUM(customers) AS DOUBLE) AS equals
  FROM cells
  GROUP BY last_day
),
by_frequency AS (
  SELECT repeats, (SUM(equals) OVER (ORDER BY repeats) - (equals - 1) / 2) / everybody AS place
  FROM frequencies
  CROSS JOIN counted
),
by_recency AS (
  SELECT last_day, (SUM(equals) OVER (ORDER BY last_day) - (equals - 1) / 2) / everybody AS place
  FROM recencies
  CROSS JOIN counted
)
SELECT
  cells.*,
  CAST(cells.repeats AS DOUBLE) AS frequency,
  CAST(cells.last_day AS DOUBLE) AS recency,
  (by_frequency.place + by_recency.place) / 2 AS rank_average
FROM cells
JOIN by_frequency ON cells.repeats = by_frequency.repeats
JOIN by_recency ON cells.last_day = by_recency.last_day
