-- For each score of a ranker: the share of those who did not order that a buyer stands above, the share of buyers that stand
-- above one who did not order (equals count half), and how much of it lies in the best-ranked fifth.
WITH alike AS (
  SELECT
    $score AS score,
    CAST(SUM(customers) AS DOUBLE) AS customers,
    CAST(SUM(buyers) AS DOUBLE) AS buyers,
    CAST(SUM(orders) AS DOUBLE) AS orders
  FROM scores
  GROUP BY $score
),
everybody AS (
  SELECT SUM(customers) AS customers, SUM(buyers) AS buyers
  FROM alike
),
placed AS (
  SELECT
    score,
    customers,
    buyers,
    orders,
    SUM(customers - buyers) OVER (ORDER BY score) - (customers - buyers) / 2 AS below,
    SUM(buyers) OVER (ORDER BY score DESC) - buyers / 2 AS above,
    SUM(customers) OVER (ORDER BY score DESC) - customers AS before
  FROM alike
)
SELECT
  placed.score,
  placed.buyers,
  placed.orders,
  placed.below / (everybody.customers - everybody.buyers) AS buyers_right,
  placed.above / everybody.buyers AS others_right,
  LEAST(GREATEST($top * everybody.customers - placed.before, 0), placed.customers) / placed.customers AS inside
FROM placed
CROSS JOIN everybody
