"""Orders from shops' exports: CSV, JSON, NDJSON and Parquet, read row by row however big they are.

What a shop calls its columns is data (shops.toml); a new shop is a new paragraph there.
"""

from .read import read_orders

__all__ = ["read_orders"]
