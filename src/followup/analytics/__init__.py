"""Who buys again, over columns of orders: counts, models, rankers, back-tests.

May import `core`, NumPy, SciPy and, for order books of millions of lines, DuckDB. No Django and no rows: orders come in
as columns, ranks go out.
"""
