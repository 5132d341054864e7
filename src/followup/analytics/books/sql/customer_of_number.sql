-- A customer's number.
TRY_CAST($cell AS BIGINT)
