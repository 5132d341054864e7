-- A customer's name or address; capitals of addresses mean nothing, those of other ids may.
CASE WHEN CONTAINS($cell, '@') THEN LOWER(TRIM($cell)) ELSE NULLIF(TRIM($cell), '') END
