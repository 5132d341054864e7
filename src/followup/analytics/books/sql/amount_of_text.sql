-- A written sum of money, whether 1,234.50 or 1.234,50 or with its currency's sign.
CASE
  WHEN TRY_CAST($cell AS DOUBLE) BETWEEN -1e15 AND 1e15 THEN TRY_CAST($cell AS DOUBLE)
  WHEN REGEXP_MATCHES($digits, '^[^,]*[.][^,]*,[0-9]*$') OR REGEXP_MATCHES($digits, '^[^,.]*,([0-9]{0,2}|[0-9]{4,12})$')
    THEN TRY_CAST(REPLACE(REPLACE($digits, '.', ''), ',', '.') AS DOUBLE)
  WHEN REGEXP_MATCHES($digits, ',[0-9]*$') OR REGEXP_MATCHES($digits, '[.].*[.]')
    THEN TRY_CAST(REPLACE(REPLACE($digits, '.', ''), ',', '') AS DOUBLE)
  ELSE TRY_CAST(REPLACE($digits, ',', '') AS DOUBLE)
END
