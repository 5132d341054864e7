-- What a ranker reached: the AUC, and the share of orders that the best-ranked fifth placed.
SELECT SUM(buyers * buyers_right) / SUM(buyers) AS auc, SUM(inside * orders) / SUM(orders) AS top_share
FROM $judged
