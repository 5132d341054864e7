-- How the rankers' figures move together, over all looks: sums of products of what each customer pulls at.
WITH summed AS (
  SELECT
    SUM(rank_average_auc) / $looks AS a,
    SUM(rank_average_share) / $looks AS b,
    SUM(frequency_auc) / $looks AS c,
    SUM(frequency_share) / $looks AS d,
    SUM(recency_auc) / $looks AS e,
    SUM(recency_share) / $looks AS f
  FROM pulls
  GROUP BY customer
)
SELECT
  SUM(a * a), SUM(a * b), SUM(a * c), SUM(a * d), SUM(a * e), SUM(a * f),
  SUM(b * b), SUM(b * c), SUM(b * d), SUM(b * e), SUM(b * f),
  SUM(c * c), SUM(c * d), SUM(c * e), SUM(c * f),
  SUM(d * d), SUM(d * e), SUM(d * f),
  SUM(e * e), SUM(e * f),
  SUM(f * f)
FROM summed
