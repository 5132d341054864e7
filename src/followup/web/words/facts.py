"""What a fact says, from the owner's side of the desk: one sentence a kind."""

from datetime import datetime

from django.utils.text import Truncator

from followup.core.kinds import Kind
from followup.models import FollowUp

from .when import day_and_time

#: As a line of the timeline.
HAPPENED = {
    Kind.MET: "You met",
    Kind.DETAILS_LEFT: "You left your details",
    Kind.CALLED: "You spoke by telephone",
    Kind.APPLIED: "You applied",
    Kind.ACKNOWLEDGED: "They confirmed your application",
    Kind.ASSESSMENT_ASKED: "They asked you to take a test",
    Kind.INFORMATION_ASKED: "They asked for papers or particulars",
    Kind.INVITED: "They want to talk with you",
    Kind.INTERVIEW_SET: "An interview was agreed",
    Kind.INTERVIEW_MOVED: "The interview was moved",
    Kind.INTERVIEW_CANCELLED: "The interview was cancelled",
    Kind.INTERVIEWED: "You had the interview",
    Kind.REJECTED: "They said no",
    Kind.OFFERED: "They offered you the job",
    Kind.HIRED: "You took the job",
    Kind.WITHDRAWN: "You withdrew",
    Kind.REFERENCE_ASKED: "They asked for references",
    Kind.REFEREE_NAMED: "You would like them as a referee",
    Kind.REFEREE_AGREED: "They agreed to be your referee",
    Kind.REFEREE_DECLINED: "They would rather not be your referee",
    Kind.REFERRED: "They referred you",
    Kind.ENQUIRED: "They made an enquiry",
    Kind.QUOTED: "You sent a quote",
    Kind.ORDERED: "They ordered",
    Kind.DELIVERED: "The order was delivered",
    Kind.COMPLAINED: "They complained",
    Kind.RESOLVED: "It was settled",
    Kind.RETURNED: "They sent it back",
    Kind.CONSENTED: "They agreed to hear from you",
    Kind.RECEIVED: "They wrote",
    Kind.SENT: "You wrote",
    Kind.POSTED: "You posted a letter",
    Kind.BOUNCED: "Your letter came back",
    Kind.AUTO_REPLIED: "A machine answered",
    Kind.OUT_OF_OFFICE: "They are away",
    Kind.OPTED_OUT: "They want no more letters",
    Kind.REPORTED: "They marked your letter as spam",
    Kind.ANSWER_PROMISED: "They promised an answer",
    Kind.PROMISED: "You promised something",
    Kind.SNOOZED: "You put a follow-up off",
    Kind.SKIPPED: "You skipped a follow-up",
    Kind.STOPPED: "You stopped follow-ups",
    Kind.NOTED: "A note",
}

#: What it is about, as the sentences below take it up; nothing where no title is known.
ABOUT = {"about": " about {}", "for_": " for {}", "named": ", {},", "titled": " about “{}”", "list": ": “{}”"}

#: As the reason of a follow-up; {who} is the contact, {when} a day, the other words are those of ABOUT.
WHY = {
    Kind.MET: "You met {who} {when}.",
    Kind.DETAILS_LEFT: "You left your details with {who} {when}.",
    Kind.CALLED: "You spoke with {who} by telephone {when}.",
    Kind.APPLIED: "You applied{for_} {when}.",
    Kind.ACKNOWLEDGED: "They confirmed your application{for_} {when}.",
    Kind.ASSESSMENT_ASKED: "{who} asked you to take a test{for_} {when}.",
    Kind.INFORMATION_ASKED: "{who} asked for papers or particulars{for_} {when}.",
    Kind.INVITED: "{who} wants to talk with you{about}, and wrote so {when}.",
    Kind.INTERVIEW_SET: "Your interview with {who} was {when}.",
    Kind.INTERVIEWED: "You talked with {who}{about} {when}.",
    Kind.REJECTED: "{who} said no{named} {when}.",
    Kind.OFFERED: "{who} offered you the job{named} {when}.",
    Kind.HIRED: "You took the job{named} {when}.",
    Kind.REFERENCE_ASKED: "References were asked for{named} {when}.",
    Kind.REFEREE_NAMED: "You would like {who} as a referee.",
    Kind.REFEREE_AGREED: "{who} agreed to be your referee {when}.",
    Kind.REFERRED: "{who} referred you {when}.",
    Kind.ENQUIRED: "{who} asked{titled} {when}.",
    Kind.QUOTED: "You sent {who} a quote{titled} {when}.",
    Kind.ORDERED: "{who} ordered {when}{list}.",
    Kind.DELIVERED: "The order of {who} was delivered {when}.",
    Kind.COMPLAINED: "{who} complained{titled} {when}.",
    Kind.RECEIVED: "{who} wrote to you{about} {when}.",
    Kind.SENT: "You wrote to {who}{about} {when}.",
    Kind.POSTED: "You posted {who} a letter {when}.",
    Kind.PROMISED: "You promised {who} something {when}.",
}

#: As the reason of a follow-up that waits for them since that very fact; a later letter has WROTE.
SILENT = {
    Kind.INTERVIEWED: "No word since your talk {when}.",
    Kind.DETAILS_LEFT: "No word since you left your details {when}.",
    Kind.CALLED: "No word since you spoke by telephone {when}.",
    Kind.APPLIED: "No answer since you applied{for_} {when}.",
    Kind.QUOTED: "No answer to the quote you sent {when}.",
    Kind.POSTED: "No answer to the letter you posted {when}.",
}
PROMISE = "You promised {who} {when}: “{what}”."
#: Letters of a promise that a line has room for.
LONGEST = 120
WROTE = "No answer since you wrote {when}."
#: As the reason of a follow-up whose fact is still to come, such as a talk in the calendar.
AHEAD = {Kind.INTERVIEWED: "You talk with {who}{about} {when}."}


def happened(kind: str) -> str:
    """A fact's line in the timeline."""
    return HAPPENED[Kind(kind)]


def why(follow_up: FollowUp, now: datetime) -> str:
    """The one sentence that says why this follow-up is there."""
    kind = Kind(follow_up.because_kind)
    at = _at(follow_up)
    if follow_up.because_at > now and kind in AHEAD:
        sentence = AHEAD[kind]
    elif follow_up.waiting_since is None:
        sentence = WHY.get(kind, "{who}: noted {when}.")
    elif follow_up.waiting_since == follow_up.because_at:
        sentence = SILENT.get(kind, WROTE)
    else:
        sentence, at = WROTE, follow_up.waiting_since
    if kind is Kind.PROMISED and follow_up.because.says:
        sentence = PROMISE
    title = follow_up.opportunity.title if follow_up.opportunity else ""
    told = {word: pattern.format(title) if title else "" for word, pattern in ABOUT.items()}
    told["what"] = Truncator(follow_up.because.says.rstrip(".")).chars(LONGEST)
    return sentence.format(who=follow_up.contact.name, when=day_and_time(at, now), **told)


def _at(follow_up: FollowUp) -> datetime:
    """When it happened, as one speaks of it: a talk by its beginning, though it is over at its end."""
    is_planned = follow_up.because.kind in {Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED}
    return follow_up.because.at if is_planned else follow_up.because_at
