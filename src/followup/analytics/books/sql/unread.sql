-- Lines whose customer or date cannot be read, as they are written.
SELECT who, moment
FROM (
  SELECT CAST($who AS VARCHAR) AS who, CAST($moment AS VARCHAR) AS moment, $customer AS customer, $day AS day
  FROM lines
) AS written
WHERE customer IS NULL OR day IS NULL OR NOT day BETWEEN -25567 AND 84005
LIMIT $most
