-- What of a written sum is number.
REGEXP_REPLACE($cell, '[^0-9.,-]', '', 'g')
