-- The day of a date or a moment.
DATE_DIFF('day', DATE '1970-01-01', CAST($cell AS DATE))
