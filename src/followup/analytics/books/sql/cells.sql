-- Customers who look alike to the rankers: how many they are, how many of them ordered later, and on how many days.
SELECT
  customers.repeats,
  customers.last_day,
  COUNT(*) AS customers,
  COUNT(later.orders) AS buyers,
  COALESCE(SUM(later.orders), 0) AS orders
FROM customers
LEFT JOIN later ON customers.customer = later.customer
GROUP BY customers.repeats, customers.last_day
