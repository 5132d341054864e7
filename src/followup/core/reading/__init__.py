"""Reading: what a message, an invitation or an order tells, in facts that each show their sentence."""

from .events import read_event
from .known import Known, fold_address
from .orders import read_order
from .read import read_mail
from .trim import new_text, signature

__all__ = ["Known", "fold_address", "new_text", "read_event", "read_mail", "read_order", "signature"]
