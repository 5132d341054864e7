"""Which letters belong to which sort: it decides their contact block and what they must not say."""

#: Playbooks of the job seeker: their letters carry the full contact block.
JOB = frozenset({
    "application", "interview", "referee", "rejection", "referral", "keep-warm", "offer", "employer", "landing",
})  # fmt: skip

#: Letters that the law calls commercial: postal address and opt-out line.
COMMERCIAL = frozenset({"met/hello", "met/second", "buyer/again", "buyer/win-back", "keep-warm/hello"})

#: Commercial letters that nobody is waiting for; the first one after a meeting is as good as asked for.
UNASKED = COMMERCIAL - {"met/hello"}

#: Thanks that lose their worth beside an offer (the lift vanished in the trial that measured it).
NO_OFFER = frozenset({"order/thank-you", "customer-referral/thanks"})

#: Confirmations: the same words again with another number in them are what people expect.
PLAIN = frozenset({"order/acknowledge"})

#: Answers that we owe: they may leave at any hour.
OWED = frozenset({
    "employer/reply", "enquiry/reply", "complaint/reply", "order/acknowledge", "offer/answer",
})  # fmt: skip

#: Letters that ask: one question is the point of them.
ASKING = frozenset({
    "application/check", "application/second-check", "interview/result-check", "enquiry/quiet",
    "enquiry/quiet-again",
})  # fmt: skip


def is_job_letter(step: str, mode: str) -> bool:
    """True for letters of somebody looking for work."""
    playbook = step.partition("/")[0]
    if playbook in {"promise", "met", "keep-warm"}:
        return mode == "personal"
    return playbook in JOB


def is_commercial(step: str, mode: str) -> bool:
    """True for letters that need a postal address and a way out."""
    return step in COMMERCIAL and mode == "business"


def is_unasked(step: str, mode: str) -> bool:
    """True for letters that some countries allow only to whoever agreed."""
    return step in UNASKED and mode == "business"
