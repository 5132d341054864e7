"""The sample world: two invented people, their mail, calendars, cards and orders, told relative to `now`.

The stories are text files in `ada/` and `brandt/`; `render` makes the bytes, `fill` the workspaces.
Stands above actions, so that the samples come in by the same verbs as anybody's mail.
"""

from .fill import fill
from .render import files

__all__ = ["files", "fill"]
