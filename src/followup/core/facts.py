"""Facts: what happened between the owner and a contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from .kinds import Kind

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Party:
    """A person as a source names one: display name and mail address, either may be empty."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What it is about, as a source names it, before it is matched to an opportunity."""

    kind: str  # application | sale | enquiry | order | introduction
    title: str = ""
    organisation: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source tells about one person: a fact before contact and opportunity are matched.

    `slot` names the sentence's place inside its source item ("message", "means", "promise" …), so that
    a second reading of the same item finds the same fact again even when its kind was corrected.
    """

    slot: str
    kind: Kind
    at: datetime
    who: Party
    says: str = ""
    until: datetime | None = None
    about: About | None = None
    asks: bool = False
    by_machine: bool = False
    sure: bool = True
    details: Mapping[str, str] = field(default=NOTHING)


class Fact(NamedTuple):
    """Something that happened, as it is stored. Times are aware; ids are those of the rows.

    `thread` is the conversation's key for letters ("" otherwise). `step` and `because` name the follow-up
    that a letter or a decision settles. An unsure fact (`sure=False`) is a question to the person
    and has no effect on the agenda until it is answered.

    A tuple, since an agenda is derived from a hundred thousand of them: made four times as fast as a data class.
    """

    kind: Kind
    at: datetime
    contact: int
    id: int = 0
    opportunity: int | None = None
    thread: str = ""
    until: datetime | None = None
    says: str = ""
    step: str = ""
    because: int | None = None
    asks: bool = False
    by_machine: bool = False
    sure: bool = True
    source: str = "hand"
    source_key: str = ""
    details: Mapping[str, str] = NOTHING
