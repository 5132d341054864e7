"""A letter laid out for reading: what is new in it, cut into sentences, with its time and zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property

from followup.core.facts import About
from followup.core.mail import Mail

from .about import about, bare_subject
from .known import Known
from .rules import Found, book
from .trim import new_text, signature
from .words import Sentence, sentences
from .zones import zone_of


@dataclass(frozen=True)
class Letter:
    """One mail as the readers want it."""

    mail: Mail
    known: Known
    at: datetime
    by_machine: bool = False

    @cached_property
    def text(self) -> str:
        """The message's own words."""
        return new_text(self.mail.text)

    @cached_property
    def signed(self) -> str:
        """The signature that was cut off."""
        return signature(self.mail.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The subject, unless it is only repeated from an earlier message, and the text."""
        subject = bare_subject(self.mail.subject)
        repeats = subject != self.mail.subject[:300].strip()
        first = () if repeats or not subject else (Sentence(subject),)
        return (*first, *sentences(self.text))

    @cached_property
    def everything(self) -> str:
        """Subject and text as bare words, for rules that look at the whole message."""
        own = "".join(each.plain for each in self.sentences)
        return Sentence(bare_subject(self.mail.subject)).plain + own

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
        return book(rules).read(self.sentences, self.everything)

    def about(self, kind: str) -> About:
        """What it is about, as an opportunity of this kind."""
        return about(self.mail, kind, self.text, self.signed)

    @property
    def conversation(self) -> str:
        """The first message of its conversation, as far as its headers tell."""
        return next(iter((*self.mail.references, *self.mail.in_reply_to, self.mail.message_id)))
