"""What a message that is no report is: asked in the order in which the answers exclude each other."""

import re
from enum import StrEnum

from .away import is_absence_notice, is_automatic
from .letter import Letter
from .machines import (
    is_answering_machine,
    is_bulk,
    is_from_list,
    is_notice,
    is_passed_on,
    is_tracking_system,
    is_unattended,
)

_CALENDAR_REPLY = re.compile(r"^METHOD:\s*REPLY\s*$", re.IGNORECASE | re.MULTILINE)


class Sort(StrEnum):
    """Who or what wrote a message that reached us."""

    ANSWERED = "answered"  # by a machine that answers: out of office, receipt confirmed
    CALENDAR = "calendar"  # somebody's answer to an invitation, which counts as their word
    TRACKING = "tracking"  # an applicant-tracking system or job board
    LIST = "list"  # a mailing list, whoever wrote to it
    UNATTENDED = "unattended"  # newsletter, notice, machine mail: nobody reads an answer
    HUMAN = "human"


def sort_of(letter: Letter) -> Sort:
    """What the letter is. Headers come first; words decide where they are silent."""
    mail = letter.mail
    if is_answering_machine(mail):
        return Sort.ANSWERED
    if any(_CALENDAR_REPLY.search(each[:20_000]) for each in mail.calendars):
        return Sort.CALENDAR
    if is_tracking_system(mail):
        return Sort.TRACKING
    own = letter.known.own_addresses
    if is_from_list(mail, own) or is_passed_on(mail, own):
        return Sort.LIST
    return _by_words(letter)


def _by_words(letter: Letter) -> Sort:
    mail = letter.mail
    if is_absence_notice(letter):
        return Sort.ANSWERED
    if is_bulk(mail) or is_unattended(mail) or is_notice(mail) or is_automatic(mail):
        return Sort.UNATTENDED
    return Sort.HUMAN
