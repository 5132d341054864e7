"""Letters: a template, filled with the facts of this very contact.

`compose(step, record)` gives the draft; `template.py` documents the language of templates, `fields.py` the
fields; the shipped wordings are text files, one folder a language.
"""

from .compose import compose, compose_from
from .record import Addressee, Answered, Draft, Matter, Record, Sender
from .template import TemplateError

__all__ = [
    "Addressee",
    "Answered",
    "Draft",
    "Matter",
    "Record",
    "Sender",
    "TemplateError",
    "compose",
    "compose_from",
]
