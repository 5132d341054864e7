-- The day of a written date: year first, else point means day first, else as the column has it.
DATE_DIFF(
  'day',
  DATE '1970-01-01',
  CASE
    WHEN LENGTH(SPLIT_PART($date_part, '-', 1)) = 4 THEN TRY_CAST($date_part AS DATE)
    WHEN LENGTH(SPLIT_PART($date_part, '-', 3)) <> 4 THEN NULL
    WHEN $is_day_first OR CONTAINS(SPLIT_PART(TRIM($cell), ' ', 1), '.') THEN TRY_CAST(
      SPLIT_PART($date_part, '-', 3) || '-' || SPLIT_PART($date_part, '-', 2) || '-' || SPLIT_PART($date_part, '-', 1)
      AS DATE
    )
    ELSE TRY_CAST(
      SPLIT_PART($date_part, '-', 3) || '-' || SPLIT_PART($date_part, '-', 1) || '-' || SPLIT_PART($date_part, '-', 2)
      AS DATE
    )
  END
)
