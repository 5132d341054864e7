"""From the raw bytes of a message to a `Mail`, whatever the bytes are.

The parts are cut out by our own linear code: the standard library's parser raises, nests without
limit and, in its modern policy, hangs on damaged mail. Nothing here follows a link or stores a file.
"""

from .parse import parse_mail

__all__ = ["parse_mail"]
