"""Conversations are joined by ids alone, and in whatever order their messages come."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from followup.core.facts import Party
from followup.core.mail import Mail, message_key
from followup.core.threads import Link, answered_ids, join, link

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def threads_after(batches):
    """The thread of each key when the links arrive batch by batch."""
    threads: dict[str, str] = {}
    begun: dict[str, datetime] = {}
    times: dict[str, datetime] = {}
    for batch in batches:
        joined = join(batch, threads, begun)
        threads = {
            key: joined.renamed.get(thread, thread) for key, thread in threads.items()
        } | joined.threads
        times |= {each.key: each.at for each in batch}
        begun = {thread: times[thread] for thread in threads.values()}
    return threads


def test_an_answer_is_in_the_thread_of_what_it_answers():
    joined = join([Link("a", at(0)), Link("b", at(5), ("a",))], {}, {})

    assert joined.threads == {"a": "a", "b": "a"}


def test_two_answers_to_a_letter_that_never_came_are_one_conversation():
    joined = join([Link("b", at(5), ("lost",)), Link("c", at(9), ("lost",))], {}, {})

    assert joined.threads["b"] == joined.threads["c"] == "b"


def test_the_order_of_arrival_does_not_matter():
    links = [
        Link("a", at(0)),
        Link("b", at(5), ("a",)),
        Link("c", at(9), ("b",)),
        Link("d", at(12), ("c", "a")),
    ]

    results = [threads_after([[each] for each in order]) for order in permutations(links)]

    assert all(result == dict.fromkeys("abcd", "a") for result in results)


def test_a_message_that_answers_itself_or_in_a_circle_is_only_a_conversation():
    joined = join([Link("a", at(0), ("a", "b")), Link("b", at(1), ("a",))], {}, {})

    assert joined.threads == {"a": "a", "b": "a"}


def test_phrases_in_in_reply_to_are_not_ids():
    mail = Mail(
        message_id="b@x",
        sender=Party(),
        in_reply_to=("Your message of Monday", "a@x"),
        references=("root@x", "a@x"),
    )

    assert answered_ids(mail) == ("a@x", "root@x")


def test_of_a_history_without_end_the_newest_and_the_first_are_kept():
    mail = Mail(message_id="z@x", sender=Party(), references=tuple(f"{number}@x" for number in range(500)))

    assert link(mail, NOON).answers[-1] == message_key("0@x")
