-- How many customers ordered after a look, how many did not, and the orders.
SELECT SUM(buyers), SUM(customers - buyers), SUM(orders)
FROM cells
