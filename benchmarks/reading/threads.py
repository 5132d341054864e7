"""Conversations when headers are hidden, and follow-ups that answers stop.

Real lists: every mail of the sets easy_ham whose headers name a parent that is in the set is a case. All headers that
tie mails together are hidden, and the product guesses among all mails of the set (the candidates come by topic and by
quoted words, as they do from the database). “Right thread” counts a case whose guessed parent is in the case's
true conversation; “exact parent” one whose guessed parent is the true one; “left alone” the beginnings
(no headers, no “Re:”) that were joined to nothing. Truth is what the headers say, and headers on these lists are
often lost: where some answer in a conversation (“Re:” and the same subject) names no parent, the truth itself is
broken in two. Such cases count in the lines “all” and are left out of the lines “whole headers”.

Own conversations are told by us (benchmarks/reading/own/threads.txt): people answering without headers, colleagues
answering, subjects that change, several matters called “Invoice” between the same two, letters passed on, answers
without a quote. There pairs of letters are counted too: precision of “in one conversation”, and recall.

Stops: each scenario (own/stops.txt) is a quote of ours that waits, and what came then, told to an empty workspace
by the real actions; it is stopped when the follow-up is no longer owed. In the thread the headers are whole;
across threads and from colleagues they are lost. What the mails mean is told beside them, not read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from benchmarks.reading import corpora, own_threads, stops
from benchmarks.reading.figures import Count, Measured
from benchmarks.reading.own_threads import Letter
from followup.core.mail import Mail, message_key
from followup.core.threading.guess import Guess, Trail, guess, seeks
from followup.core.threading.people import people
from followup.core.threading.shingles import all_marks, marks
from followup.core.threading.subjects import is_answering
from followup.core.threads import join, link
from followup.core.trouble import NotUnderstood
from followup.sources.mail.parse import parse_mail

SETS = ("easy-ham-1", "easy-ham-2")
WHOLE = "whole headers"


def measure() -> list[Measured]:
    """Lists with hidden headers, own conversations, and stops."""
    return [*_lists(), *_own(), *_stops()]


def _lists() -> Iterator[Measured]:
    mails = _mails()
    if not mails:
        yield Measured(what="right thread", on="lists", cases=0, reached=None, goal=0.98)
        return
    threads = join((link(mail, mail.when) for mail in mails.values() if mail.when), {}, {}).threads
    parents = {key: next((each for each in _named(mail) if each in mails), "") for key, mail in mails.items()}
    guessed = _guesses([_trail(key, mail) for key, mail in mails.items()])
    broken = _broken(mails, parents, threads)
    for half, is_held_out in (("", False), (", held out", True)):
        here = [key for key in mails if corpora.is_held_out(threads[key]) is is_held_out]
        cases = [key for key in here if parents[key]]
        whole = [key for key in cases if threads[key] not in broken]
        for on, some in ((f"lists, all{half}", cases), (f"lists, {WHOLE}{half}", whole)):
            right = sum(key in guessed and threads[guessed[key].parent] == threads[key] for key in some)
            exact = sum(key in guessed and guessed[key].parent == parents[key] for key in some)
            yield _share("right thread", on, right, len(some), 0.98)
            yield _share("exact parent", on, exact, len(some), 0.85)
        firsts = [key for key in here if not parents[key] and not _seems_answer(mails[key])]
        alone = sum(key not in guessed for key in firsts)
        yield _share("beginnings left alone", f"lists{half}", alone, len(firsts), 0.98)


def _own() -> Iterator[Measured]:
    letters = own_threads.letters()
    for half, is_held_out in (("", False), (", held out", True)):
        some = [each for each in letters if own_threads.is_held_out(each) is is_held_out]
        if not some:
            continue
        on = f"own conversations{half}"
        guessed = _guesses([own_threads.trail(each) for each in some], own_threads.OURS)
        threads = {each.key: each.thread for each in some}
        answers = [each for each in some if each.parent]
        right = sum(
            each.key in guessed and threads[guessed[each.key].parent] == each.thread for each in answers
        )
        exact = sum(each.key in guessed and guessed[each.key].parent == each.parent for each in answers)
        yield _share("right thread", on, right, len(answers), 0.98)
        yield _share("exact parent", on, exact, len(answers), 0.85)
        pairs = _pairs(some, guessed)
        total = pairs.hit + pairs.false + pairs.missed
        yield Measured(what="pairs, precision", on=on, cases=total, reached=pairs.precision, goal=0.98)
        yield Measured(what="pairs, recall", on=on, cases=total, reached=pairs.recall, goal=0.95)


def _stops() -> Iterator[Measured]:
    counts: defaultdict[str, Count] = defaultdict(Count)
    guessed: Count = Count()
    for scenario, owed_before, owed_after, how in stops.played(own_threads.scenarios()):
        assert owed_before, scenario.letters[0].subject
        counts[scenario.sort].add(not owed_after, scenario.stops)
        if not owed_after and scenario.sort == "across" and not how.startswith("same person"):
            guessed.add(how.endswith("guessed"), True)
    inside, across = counts["in thread"], counts["across"]
    yield _measured("stops, recall", "own scenarios in the thread", inside, inside.recall, 1.0)
    yield _measured("stops, recall", "own scenarios across threads", across, across.recall, 0.95)
    yield _measured("stops, precision", "own scenarios across threads", across, across.precision, 0.98)
    yield _measured("guessed stops that say so", "own scenarios across threads", guessed, guessed.recall, 1.0)


def _measured(what: str, on: str, count: Count, reached: float, goal: float) -> Measured:
    return Measured(
        what=what, on=on, cases=count.hit + count.false + count.missed, reached=reached, goal=goal
    )


def _share(what: str, on: str, right: int, cases: int, goal: float) -> Measured:
    return Measured(what=what, on=on, cases=cases, reached=right / cases if cases else None, goal=goal)


def _mails() -> dict[str, Mail]:
    found = corpora.folder("mail/spamassassin")
    mails: dict[str, Mail] = {}
    for path in sorted(each for name in SETS for each in (found / "data" / name).iterdir()) if found else ():
        try:
            mail = parse_mail(path.read_bytes())
        except NotUnderstood:
            continue
        if mail.when:
            mails[message_key(mail.message_id)] = mail
    return mails


def _named(mail: Mail) -> Iterable[str]:
    return link(mail, mail.when).answers if mail.when else ()


def _seems_answer(mail: Mail) -> bool:
    return bool(mail.in_reply_to or mail.references) or is_answering(mail.subject)


def _trail(key: str, mail: Mail) -> Trail:
    got_it = [each.address for each in (*mail.to, *mail.cc)]
    those = people(mail.sender.address, got_it, frozenset())
    assert mail.when
    return Trail(key, mail.when, mail.subject, those, mail.sender.name, mail.text)


def _broken(
    mails: Mapping[str, Mail], parents: Mapping[str, str], threads: Mapping[str, str]
) -> frozenset[str]:
    """The conversations that share their subject with an answer whose headers lead nowhere."""
    trails = {key: _trail(key, mail) for key, mail in mails.items()}
    lost = {
        trails[key].base for key, mail in mails.items() if not parents[key] and is_answering(mail.subject)
    }
    return frozenset(threads[key] for key, trail in trails.items() if {trail.base, trail.former} & lost)


def _guesses(trails: Iterable[Trail], own: frozenset[str] = frozenset()) -> dict[str, Guess]:
    """What is guessed of each letter when no headers are known."""
    trails = list(trails)
    by_topic: defaultdict[str, list[Trail]] = defaultdict(list)
    by_mark: defaultdict[int, list[Trail]] = defaultdict(list)
    for trail in trails:
        by_topic[trail.base].append(trail)
        for mark in marks(trail.text):
            by_mark[mark].append(trail)
    guessed = {}
    for trail in trails:
        if seeks(trail.subject, trail.text):
            near = [each for base in {trail.base, trail.former} - {""} for each in by_topic[base]]
            near += [each for mark in all_marks(trail.layers.all_quoted) for each in by_mark.get(mark, ())]
            found = guess(trail, list({each.key: each for each in near}.values()))
            if found:
                guessed[trail.key] = found
    return guessed


def _pairs(letters: Iterable[Letter], guessed: Mapping[str, Guess]) -> Count:
    letters = list(letters)
    roots = {each.key: _root(each.key, guessed) for each in letters}
    count = Count()
    for one, other in combinations(letters, 2):
        count.add(roots[one.key] == roots[other.key], one.thread == other.thread)
    return count


def _root(key: str, guessed: Mapping[str, Guess]) -> str:
    seen = set()
    while key in guessed and key not in seen:
        seen.add(key)
        key = guessed[key].parent
    return key
