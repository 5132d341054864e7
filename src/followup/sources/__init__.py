"""Where facts come from: each source reads a place from a cursor on and yields values.

May import the standard library, reading libraries and `core`; never Django or our models.
"""
