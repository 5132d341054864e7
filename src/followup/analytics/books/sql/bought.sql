-- Days with orders, up to the day of looking; a day on which only money went back is none.
SELECT customer, day, amount
FROM merged
WHERE customer IS NOT NULL AND day <= $day AND (amount IS NULL OR amount >= 0)
