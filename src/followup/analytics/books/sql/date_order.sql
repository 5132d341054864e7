-- The largest first and second number of dates written with slashes or dashes, and how many such dates cannot be read both ways alike.
WITH written AS (
  SELECT SPLIT_PART(TRIM($cell), ' ', 1) AS given, $date_part AS dashed
  FROM (SELECT $column FROM lines LIMIT $enough) AS some
),
numbers AS (
  SELECT TRY_CAST(SPLIT_PART(dashed, '-', 1) AS BIGINT) AS one, TRY_CAST(SPLIT_PART(dashed, '-', 2) AS BIGINT) AS two
  FROM written
  WHERE NOT CONTAINS(given, '.') AND LENGTH(SPLIT_PART(dashed, '-', 1)) < 3
)
SELECT COALESCE(MAX(one), 0), COALESCE(MAX(two), 0), COALESCE(SUM(CASE WHEN one <> two THEN 1 ELSE 0 END), 0)
FROM numbers
