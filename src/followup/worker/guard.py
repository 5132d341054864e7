"""The one broad except of the product: a row that fails is set aside for an hour, and the rest goes on."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from followup.conf import clock
from followup.core.trouble import Mend, Refused, Unreachable

log = logging.getLogger("followup.worker")

ASIDE = timedelta(hours=1)
#: What the world could not do now is tried again sooner.
PAUSE = timedelta(minutes=5)

Aside = Callable[[str, datetime], object]


def _nowhere(_sentence: str, _until: datetime) -> None:
    return None


def guarded(work: Callable[[], object], *, aside: Aside = _nowhere) -> bool:
    """Do the work; where it fails, set its row aside with a sentence. Says whether it went well."""
    try:
        work()
    except (Mend, Unreachable, Refused) as trouble:
        aside(str(trouble), clock.now() + PAUSE)
        return False
    except Exception as bug:
        log.exception("A row is set aside for an hour.")
        aside(
            f"Something went wrong inside followup ({type(bug).__name__}); it is tried again in an hour.",
            clock.now() + ASIDE,
        )
        return False
    return True
