-- How far each customer moves what the rankers reached (DeLong 1988 for the AUC, the delta method for the share).
SELECT
  customers.customer,
  (CASE WHEN later.orders > 0 THEN rank_average.buyers_right ELSE rank_average.others_right END - $rank_average_auc)
    / CASE WHEN later.orders > 0 THEN $buyers ELSE $others END AS rank_average_auc,
  COALESCE(later.orders, 0) * (rank_average.inside - $rank_average_share) / $orders AS rank_average_share,
  (CASE WHEN later.orders > 0 THEN frequency.buyers_right ELSE frequency.others_right END - $frequency_auc)
    / CASE WHEN later.orders > 0 THEN $buyers ELSE $others END AS frequency_auc,
  COALESCE(later.orders, 0) * (frequency.inside - $frequency_share) / $orders AS frequency_share,
  (CASE WHEN later.orders > 0 THEN recency.buyers_right ELSE recency.others_right END - $recency_auc)
    / CASE WHEN later.orders > 0 THEN $buyers ELSE $others END AS recency_auc,
  COALESCE(later.orders, 0) * (recency.inside - $recency_share) / $orders AS recency_share
FROM customers
JOIN scores ON customers.repeats = scores.repeats AND customers.last_day = scores.last_day
JOIN judged_rank_average AS rank_average ON scores.rank_average = rank_average.score
JOIN judged_frequency AS frequency ON scores.frequency = frequency.score
JOIN judged_recency AS recency ON scores.recency = recency.score
LEFT JOIN later ON customers.customer = later.customer
