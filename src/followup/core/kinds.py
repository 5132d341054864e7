"""The sorts of fact: one past-tense word each, the same in code, pages, commands and documents."""

from enum import StrEnum


class Kind(StrEnum):
    """What happened. The comment says whose act it is and what `until` means where it is used."""

    # meeting people
    MET = "met"  # we met them; details["event"] names the occasion
    DETAILS_LEFT = "details_left"  # we left our details (CV, card) with them
    CALLED = "called"  # we spoke by telephone
    # looking for work
    APPLIED = "applied"  # we applied; until = closing date of the advertisement
    ACKNOWLEDGED = "acknowledged"  # they confirmed that the application arrived
    ASSESSMENT_ASKED = "assessment_asked"  # the employer wants a test or a task done; until = due by
    INFORMATION_ASKED = "information_asked"  # the employer wants papers or particulars; until = wanted by
    INVITED = "invited"  # they want to talk with us about the job; the day is still to be found
    INTERVIEW_SET = "interview_set"  # an interview was agreed; at = its start, until = its end
    INTERVIEW_MOVED = "interview_moved"  # as interview_set, replacing the one with the same details["event"]
    INTERVIEW_CANCELLED = "interview_cancelled"  # the one with the same details["event"] will not happen
    INTERVIEWED = "interviewed"  # the conversation took place; at = its end
    REJECTED = "rejected"  # they said no; by_machine tells a canned mail
    OFFERED = "offered"  # they offered the job; until = answer wanted by
    HIRED = "hired"  # we took the job
    WITHDRAWN = "withdrawn"  # we gave the opportunity up
    REFERENCE_ASKED = "reference_asked"  # the employer asked for references; until = expected call
    REFEREE_NAMED = "referee_named"  # we would like this contact to be our referee
    REFEREE_AGREED = "referee_agreed"  # the referee said yes
    REFEREE_DECLINED = "referee_declined"  # the referee said no
    REFERRED = "referred"  # this contact referred or introduced us (or sent us a customer)
    # selling
    ENQUIRED = "enquired"  # they asked for something
    QUOTED = "quoted"  # we sent a quote; until = its expiry
    ORDERED = "ordered"  # they bought; details: number, amount, currency, items
    DELIVERED = "delivered"  # the order reached them; details["number"]
    RETURNED = "returned"  # goods or money went back; details: number, amount, currency
    COMPLAINED = "complained"  # they are unhappy
    RESOLVED = "resolved"  # the complaint or question is settled
    # letters, both ways
    RECEIVED = "received"  # they wrote; asks = it needs a reply
    SENT = "sent"  # we wrote; step and because say which follow-up it settles
    POSTED = "posted"  # as sent, on paper
    BOUNCED = "bounced"  # our letter did not arrive; details: status, hard = "yes" | "no"
    AUTO_REPLIED = "auto_replied"  # a machine answered; not a reply
    OUT_OF_OFFICE = "out_of_office"  # a machine says they are away; until = return date
    CONSENTED = "consented"  # they agreed to hear from us; until = its end, details["how"] says where and in which words
    OPTED_OUT = "opted_out"  # they do not want our letters
    REPORTED = "reported"  # they marked our letter as spam (ARF)
    # what is promised and decided
    ANSWER_PROMISED = "answer_promised"  # they said they would tell us; until = the day they named
    PROMISED = "promised"  # we said we would; until = when
    SNOOZED = "snoozed"  # our decision about step+because; until = show again
    SKIPPED = "skipped"  # our decision about step+because: not this one
    STOPPED = "stopped"  # our decision about the contact (or one opportunity): no more follow-ups
    NOTED = "noted"  # worth keeping, calls for nothing


#: A human being's answer, in whatever words: what stops a step that asks.
ANSWERS = frozenset({
    Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.ASSESSMENT_ASKED, Kind.INFORMATION_ASKED, Kind.INVITED, Kind.INTERVIEW_SET, Kind.INTERVIEW_MOVED, Kind.REJECTED, Kind.OFFERED,
    Kind.REFERENCE_ASKED, Kind.REFEREE_AGREED, Kind.REFEREE_DECLINED, Kind.ENQUIRED, Kind.ORDERED,
    Kind.COMPLAINED, Kind.ANSWER_PROMISED,
})  # fmt: skip

#: Something we wrote or said to them: a touch.
TOUCHES = frozenset({Kind.SENT, Kind.POSTED, Kind.CALLED, Kind.APPLIED, Kind.QUOTED})

#: The user's own decisions about a follow-up.
DECISIONS = frozenset({Kind.SNOOZED, Kind.SKIPPED, Kind.STOPPED})

#: Kinds that a person may record by hand (`followup record KIND CONTACT`).
BY_HAND = tuple(
    kind for kind in Kind if kind not in {Kind.SNOOZED, Kind.SKIPPED, Kind.AUTO_REPLIED, Kind.REPORTED}
)
