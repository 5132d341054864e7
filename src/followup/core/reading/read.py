"""What one mail tells, in the order in which it must be asked what it is."""

from dataclasses import replace
from datetime import datetime

from followup.core.facts import Party, Told
from followup.core.kinds import Kind
from followup.core.mail import Mail

from .advertising import CERTAIN, ENOUGH, advertises
from .away import away_sentence, is_automatic, is_away, return_time
from .bounces import plain_report
from .forms import handed_on
from .known import Known, fold_address
from .letter import Letter
from .machines import is_answering_machine, is_no_reply
from .received import JOB, TRADE, enquiry, job_words, read_machine, read_received
from .reports import read_report
from .sent import read_sent
from .sorts import Sort, sort_of

#: Who says this does not enquire.
_ABOUT_TRADE = TRADE | {Kind.RESOLVED, Kind.OPTED_OUT, Kind.REFERRED}
_JOB = JOB | {Kind.INTERVIEW_SET}
#: What calls for an act of ours.
_OWED = _JOB | TRADE | {Kind.REFERRED, Kind.ANSWER_PROMISED}


def read_mail(mail: Mail, known: Known) -> tuple[Told, ...]:
    """The facts that a mail tells: reports, machines and lists first, people last; a mail without a time tells nothing."""
    at = mail.when
    if at is None:
        return ()
    if report := mail.report or plain_report(mail, known):
        return read_report(mail, report, at)
    if mail.by_form or (mail := handed_on(mail, known) or mail).by_form:
        # What the headers say of machines is true of the form, not of the visitor.
        return _read_visitor(
            Letter(replace(mail, headers=(), reply_to=(), from_html=False), known, at, mail.sender)
        )
    if _is_own(mail.sender, known) or mail.is_sent:
        return _read_own(mail, known, at)
    who = _writer(mail)
    if "@" not in who.address or _is_own(who, known):
        return ()
    return _read_theirs(mail, known, who, at)


def _read_visitor(letter: Letter) -> tuple[Told, ...]:
    """What somebody wrote into the form of a website: whoever does that waits for an answer."""
    told = [
        replace(each, asks=True) if each.slot == "message" else each
        for each in read_received(letter, letter.other)
    ]
    if letter.known.mode == "business" and not any(each.kind in _ABOUT_TRADE and each.sure for each in told):
        told.append(enquiry(letter, letter.other))
    return _without_noise(letter, tuple(told))


def _read_own(mail: Mail, known: Known, at: datetime) -> tuple[Told, ...]:
    to = _others(mail.to, known, frozenset())
    copied = _others(mail.cc, known, frozenset(fold_address(each.address) for each in to))
    if is_answering_machine(mail) or not (to or copied):
        return ()
    return read_sent(Letter(mail, known, at, (to or copied)[0]), to, copied)


def _read_theirs(mail: Mail, known: Known, who: Party, at: datetime) -> tuple[Told, ...]:
    letter = Letter(mail, known, at, who)
    sort = sort_of(letter)
    if sort == Sort.LIST:
        return ()
    if sort == Sort.HUMAN:
        return _without_noise(letter, read_received(letter, who))
    if sort == Sort.CALENDAR:
        return (Told(slot="message", kind=Kind.RECEIVED, at=at, who=who, says=mail.subject[:500]),)
    return _MACHINES[sort](replace(letter, by_machine=True), who)


def _without_noise(letter: Letter, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """What a stranger's advertisement tells is at most that it came."""
    if not any(each.asks or each.kind in _OWED for each in told):
        return told
    loud = advertises(letter)
    if loud < ENOUGH or (loud < CERTAIN and any(each.kind in _JOB and each.sure for each in told)):
        return told
    return tuple(
        replace(each, asks=False, details={}) for each in told if each.slot == "message" and loud < CERTAIN
    )


def _read_unattended(letter: Letter, who: Party) -> tuple[Told, ...]:
    """What a machine says of an application; what it says of anything else is noise, unless it answers a letter of ours."""
    if job_words(letter):
        return _without_noise(letter, read_machine(letter, who))
    if (letter.mail.in_reply_to or letter.mail.references) and is_automatic(letter.mail):
        return (_auto_replied(letter, who),)
    return ()


def _read_answering_machine(letter: Letter, who: Party) -> tuple[Told, ...]:
    """Away, an application's confirmation, or merely an automatic answer: none of them is a reply."""
    if is_away(letter):
        return (
            Told(slot="away", kind=Kind.OUT_OF_OFFICE, at=letter.at, who=who, says=away_sentence(letter)[:500],
                 until=return_time(letter), by_machine=True),
        )  # fmt: skip
    if job_words(letter) and (told := read_machine(letter, who)):
        return told
    return (_auto_replied(letter, who),)


def _auto_replied(letter: Letter, who: Party) -> Told:
    says = letter.first_words[:500]
    return Told(slot="message", kind=Kind.AUTO_REPLIED, at=letter.at, who=who, says=says, by_machine=True)


_MACHINES = {
    Sort.ANSWERED: _read_answering_machine,
    Sort.TRACKING: read_machine,
    Sort.UNATTENDED: _read_unattended,
}


def _writer(mail: Mail) -> Party:
    """The sender; the one to answer where the sender's own address takes no answers."""
    if is_no_reply(mail.sender.address) and mail.reply_to and not is_no_reply(mail.reply_to[0].address):
        other = mail.reply_to[0]
        return Party(other.name or mail.sender.name, other.address)
    return mail.sender


def _others(parties: tuple[Party, ...], known: Known, but: frozenset[str]) -> tuple[Party, ...]:
    """The people among these who are not ourselves, each once."""
    seen = set(but)
    kept: list[Party] = []
    for party in parties:
        address = fold_address(party.address)
        if "@" in address and address not in known.own_addresses and address not in seen:
            seen.add(address)
            kept.append(party)
    return tuple(kept)


def _is_own(party: Party, known: Known) -> bool:
    return fold_address(party.address) in known.own_addresses
