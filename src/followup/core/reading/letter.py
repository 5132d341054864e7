"""A letter laid out for reading: what is new in it, cut into sentences, with its time and zone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property

from followup.core.facts import About, Party
from followup.core.mail import Mail

from .about import about, bare_subject, named, topic
from .known import FREE_MAIL, Known, domain_of, fold_address
from .languages import languages
from .machines import is_tracking_system
from .rules import Found, book
from .trim import parts
from .words import Sentence, sentences
from .zones import zone_of

#: Stands in the words of whatever an applicant-tracking system sent.
FROM_A_SYSTEM = " fromtrackingsystem "
_DELIVERED = frozenset({"delivered-to", "x-original-to", "envelope-to", "x-delivered-to"})
_GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|to whom|greetings|ladies and|sehr geehrte)\b(?: [^\s,!]{1,30}){0,5}\s?[,!:.–-]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Letter:
    """One mail as the readers want it."""

    mail: Mail
    known: Known
    at: datetime
    other: Party
    by_machine: bool = False

    @cached_property
    def _parts(self) -> tuple[str, str]:
        return parts(self.mail.text, name=self.mail.sender.name)

    @property
    def text(self) -> str:
        """The message's own words."""
        return self._parts[0]

    @property
    def signed(self) -> str:
        """The signature that was cut off."""
        return self._parts[1]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The subject, unless it is only repeated from an earlier message, and the text."""
        first = (Sentence(self.mail.subject[:300].strip()),) if self.starts_with_subject else ()
        return (*first, *sentences(self.text))

    @cached_property
    def starts_with_subject(self) -> bool:
        """Whether the subject is new in this message, not repeated behind a “Re:”."""
        subject = self.mail.subject[:300].strip()
        return bool(subject) and bare_subject(subject) == subject

    @cached_property
    def everything(self) -> str:
        """Subject and text as bare words, and a word for its sender, for rules that look at the whole message."""
        own = "".join(each.plain for each in self.sentences)
        system = FROM_A_SYSTEM if is_tracking_system(self.mail) else ""
        return Sentence(bare_subject(self.mail.subject)).plain + own + system

    @property
    def zone(self) -> tzinfo | None:
        """The zone in which its times of day are meant."""
        return zone_of(self.at, self.known.timezone, by_machine=self.by_machine)

    @property
    def written(self) -> datetime:
        """When it was written, by the clock on its writer's wall."""
        return self.at.astimezone(self.zone)

    def meanings(self, rules: str) -> Mapping[str, Found]:
        """What the rules of this name (“received”, “sent”) find in it."""
        return self._received if rules == "received" else book(rules).read(self.sentences, self.everything)

    @cached_property
    def _received(self) -> Mapping[str, Found]:
        foreign = (f"received.{each}" for each in languages(self.everything))
        return book("received", "received.jobs", "received.asked", *foreign).read(
            self.sentences, self.everything
        )

    def about(self, kind: str) -> About:
        """What it is about, as an opportunity of this kind."""
        return (
            self._application
            if kind == "application"
            else replace(self._application, kind=kind, title=topic(self.mail.subject))
        )

    @cached_property
    def _application(self) -> About:
        return about(self.mail, self.text, self._names, other=self.other, signed=self.signed)

    @cached_property
    def _names(self) -> tuple[str, str]:
        return named(self.mail, self.text)

    @property
    def names_application(self) -> bool:
        """Whether an application is named by its title or number."""
        return any(self._names)

    @property
    def first_words(self) -> str:
        """The first sentence that is more than a greeting; the subject where there is none."""
        own = self.sentences[self.starts_with_subject :]
        said = (each.text for each in own if not _GREETING.match(each.text))
        return next(said, self.mail.subject).strip()

    @cached_property
    def is_to_us(self) -> bool:
        """Whether one of our own addresses is among its readers, or it answers a letter."""
        named = [each.address for each in (*self.mail.to, *self.mail.cc)]
        named += [value for name, value in self.mail.headers if name in _DELIVERED]
        return bool(self.mail.in_reply_to or self.mail.references or any(map(self._is_ours, named)))

    def _is_ours(self, address: str) -> bool:
        folded, own = fold_address(address), self.known.own_addresses
        domain = domain_of(folded)
        return folded in own or (domain not in FREE_MAIL and any(domain == domain_of(each) for each in own))

    @property
    def conversation(self) -> str:
        """The first message of its conversation, as far as its headers tell."""
        return next(iter((*self.mail.references, *self.mail.in_reply_to, self.mail.message_id)))
