-- The best-ranked customers: best score first, equals by the later order, by more orders, by the smaller id.
SELECT *, ROW_NUMBER() OVER (ORDER BY score DESC, last_day DESC, orders DESC, customer) AS place
FROM (
  SELECT customers.customer, customers.repeats + 1 AS orders, customers.first_day, customers.last_day, $score AS score
  FROM customers
  JOIN scores ON customers.repeats = scores.repeats AND customers.last_day = scores.last_day
  ORDER BY score DESC, last_day DESC, orders DESC, customer
  LIMIT $most
) AS best
