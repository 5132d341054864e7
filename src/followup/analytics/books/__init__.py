"""Books of millions of orders: summaries, ranking and back-test in SQL, on DuckDB here or on Spark there.

The statements are in sql/, in DuckDB's dialect. Order lines never come into Python: only the first customers, cells of
customers who look alike, and totals do. DuckDB and sqlglot (the extra `scale`) and Spark are imported here and nowhere else.
"""

from .book import BookBuyer, BookRanking, Contents
from .ranking import rank_book, rank_on
from .summaries import summarise

__all__ = ["BookBuyer", "BookRanking", "Contents", "rank_book", "rank_on", "summarise"]
