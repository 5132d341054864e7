-- The date in front of a clock, its numbers with dashes between them.
REPLACE(REPLACE(SPLIT_PART(SPLIT_PART(TRIM($cell), ' ', 1), 'T', 1), '.', '-'), '/', '-')
