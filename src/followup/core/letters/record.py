"""What a letter may stand on, and the letter itself, as values."""

from dataclasses import dataclass, field

from followup.core.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The contact a letter goes to. Place fields are those of the contact, of the firm, or else our own."""

    name: str
    id: int = 0
    honorific: str = ""
    given: str = ""
    family: str = ""
    title: str = ""
    organisation: str = ""
    address: str = ""
    is_machine: bool = False
    is_suppressed: bool = False
    has_bounced: bool = False
    timezone: str = ""
    country: str = ""
    subdivision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the letter is about: an opportunity by its plain names."""

    kind: str
    title: str = ""
    organisation: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Our own name and contact block. `mode` is personal or business."""

    name: str
    email: str
    mode: str = "personal"
    mobile: str = ""
    landline: str = ""
    postal: str = ""
    organisation: str = ""
    title: str = ""
    opt_out_text: str = ""
    timezone: str = "UTC"
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The message that a letter answers: its text is only what was new in it."""

    message_id: str
    subject: str = ""
    text: str = ""
    references: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything a letter may stand on, gathered for one contact and one step.

    `because` is the fact that calls for the letter, with the kind and time that the agenda gave it, and
    `because_name` whom that fact is about when it is somebody else (the employer who will ring a referee).
    `facts` are this contact's, oldest first. `heard` is what they wrote, newest first, `said` what we wrote
    to them, `to_colleagues` what we wrote to others of the same firm. `others` names people and firms of
    the workspace that the text mentions and that have no part in this letter. `is_late` is true when the step's
    deadline has passed, `is_automatic` when the letter is to leave without a person. `order_days` are
    the days on which they ordered, as ordinals, each once and oldest first. `words` are words that a
    dictionary may not know but the workspace does.
    """

    contact: Addressee
    sender: Sender
    step: str = ""
    opportunity: Matter | None = None
    because: Fact | None = None
    because_name: str = ""
    facts: tuple[Fact, ...] = ()
    answered: Answered | None = None
    heard: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    to_colleagues: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_late: bool = False
    is_automatic: bool = False
    order_days: tuple[int, ...] = field(default=(), repr=False)
    words: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def firm(self) -> str:
        """The firm that the letter is about, or else the contact's own."""
        about = self.opportunity.organisation if self.opportunity else ""
        return about or self.contact.organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter's text on its way: `address` is where it goes, `sender` and `reply_to` are "" for our own."""

    subject: str
    body: str
    address: str = ""
    sender: str = ""
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
