"""Each check by itself: what it says, and what it leaves in peace."""

from copy import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from followup.core.checks import check
from followup.core.facts import Fact
from followup.core.findings import Finding
from followup.core.kinds import Kind
from followup.core.letters import Draft, compose
from tests.core.checks.people import NOW, SHOP_SENDER, Case, case
from tests.core.checks.people import record as record_for

FILLER = (
    "Thank you for the time you took; the plan for the second half of the year was clear to me, and I would be glad"
    " to help with it from May on, in whatever way is of most use to you and your team."
)


def found(letter: Case, now: datetime = NOW) -> list[str]:
    """What the checks but the dictionary say."""
    return [finding.check for finding in _all(letter, now)]


def says(letter: Case, name: str) -> str:
    """The sentence of one check."""
    return next(finding.sentence for finding in _all(letter, NOW) if finding.check == name)


def _all(letter: Case, now: datetime) -> tuple[Finding, ...]:
    return check(letter.draft, letter.record, now, spelling=False)


def letter(step: str = "interview/thank-you", person: int = 0, *, plus: str = "", **contact: Any) -> Case:
    """A right letter, with a sentence more, or to a contact of whom other things are known."""
    right = case(step, person)
    record = replace(right.record, contact=replace(right.record.contact, **contact))
    body = right.draft.body.replace("\n\n", f"\n\n{plus} ", 1) if plus else right.draft.body
    return Case(record, replace(right.draft, body=body, address=record.contact.address))


def greeting(line: str, **contact: Any) -> list[str]:
    """What is said of a greeting to Dr. Leyla Aydın, or to somebody else."""
    right = letter(**contact)
    body = right.draft.body.split("\n", 1)[1]
    return found(right.with_body(f"{line}\n{body}"))


@pytest.mark.parametrize(
    "line",
    [
        "Dear Dr. Aydın,", "Dear Dr Aydın,", "Dear Dr. Leyla Aydın,", "Hello Leyla,", "Hi Leyla", "Leyla,", "Good morning Leyla,",
        "Dear Doctor Aydın,", "Dear Dr. Aydın:",
    ],
)  # fmt: skip
def test_these_greetings_are_right(line: str):
    assert greeting(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Dear Dr. Aydin,", "Dear Mr. Aydın,", "Dear Aydın,", "Dear Aydın Leyla,", "Dear Dr. Leyla,x", "Dear Adda,", "Dear ,",
        "Dear Hiring Manager,", "Dear Sir or Madam,", "Dear leyla,", "Dear Prof. Aydın,", "Dear Dr. Aydınn,", "Dear Leila,",
    ],
)  # fmt: skip
def test_these_greetings_are_wrong(line: str):
    assert "greeting-name" in greeting(line)


def test_a_title_that_the_record_does_not_know_is_a_question():
    right = letter(honorific="")
    asked = right.with_body(right.draft.body.replace("Dear Dr. Aydın", "Dear Ms Aydın"))

    assert [(each.severity, each.check) for each in _all(asked, NOW)] == [("warn", "greeting-name")]


def test_a_general_desk_may_be_greeted_in_general():
    desk = {"name": "Nordwind GmbH", "honorific": "", "given": "", "family": ""}

    assert [
        greeting(line, **desk) for line in ("Dear Nordwind team,", "Dear Sir or Madam,", "Dear hiring team,")
    ] == [[]] * 3


def test_a_name_that_a_form_wrote_in_capitals_may_be_written_as_names_are():
    assert greeting("Dear Ada Weber,", name="ADA WEBER", honorific="", given="ADA", family="WEBER") == []


def test_a_lost_accent_is_noticed_anywhere():
    assert (
        says(letter(plus="I hope Mrs Aydin senior is well."), "name-spelling")
        == "“Aydin” is written “Aydın” in the record."
    )


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ({"address": ""}, "no-address"),
        ({"address": "not an address"}, "bad-address"),
        ({"address": "a@b.example\r\nBcc: c@d.example"}, "bad-address"),
        ({"is_machine": True}, "machine"),
        ({"is_suppressed": True}, "suppressed"),
        ({"has_bounced": True}, "bounced"),
    ],
)
def test_a_person_who_cannot_be_written_to(contact: dict[str, Any], name: str):
    assert name in found(letter(**contact))


def test_another_contacts_name_blocks_but_one_from_the_record_does_not():
    strange = letter(plus="Greetings to Ida Blom and Otto Krull.")
    strange = Case(replace(strange.record, others=("Ida Blom", "Otto Krull")), strange.draft)

    # Ida Blom is the person that Leyla Aydın introduced us to.
    assert found(strange) == ["other-name"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("I would be glad to join Südwind Labs.", ["firm"]),
        ("I would be glad to join Nordwind.", []),
        ("The Data Engineer role suits me.", ["role"]),
        ("The role of Chief Gardener suits me.", ["role"]),
        ("The Analyst role suits me.", []),
        ("Our interview on Monday 2 March 2026 was a pleasure.", ["day-record"]),
        ("Our interview on Saturday 14 February 2026 was a pleasure.", []),
        ("I could start on Tuesday 1 April 2026.", ["weekday"]),
        ("I could start on Wednesday, April 1st, 2026.", []),
        ("I could start on 2026-04-31.", ["weekday"]),
        ("I am free on Fri 13 March.", []),
        ("I am free on Thu 13 March.", ["weekday"]),
        ("Please find attached my work.", ["attachment"]),
        ("My CV is attached.", ["attachment"]),
        ("I am attached to this town.", []),
        ("I can send you my CV.", []),
        ("TODO", ["blank"]),
        ("Mastodon is where I am.", []),
        ("As noted in [1], that works.", []),
        ("I know [Name] well.", ["blank"]),
        ("Your role as , I hope.", ["empty-merge"]),
        ("None of this is urgent for me.", ["reproach"]),
        ("You are welcome to call None .", ["empty-merge", "empty-merge"]),
        ("This is great!", ["exclamation"]),
        ("It was amazing, awesome and fantastic.", ["too-glad"]),
        ("Just checking in.", ["empty-phrase"]),
        ("I am disappointed.", ["reproach"]),
        ("Why? When? Who? How?", ["many-questions"]),
    ],
)  # fmt: skip
def test_one_sentence_more(sentence: str, names: list[str]):
    assert found(letter(plus=sentence)) == names


def test_thanks_to_a_customer_carry_no_offer():
    wrong = letter("order/thank-you", plus="Take 10% off, or see https://shop.example for a discount.")

    assert found(wrong) == ["offer", "offer", "offer"]


SELLING = (
    "You get 15 percent off.", "Here is a voucher.", "Use the code SPRING.", "See www.shop.example.", "See brandt-keramik.com/new for more.",
    "Our sale begins on Monday.", "Delivery is a special offer.", "Free shipping until May.", "Collect loyalty points.", "£5 off for you.",
    "10 € off for you.", "Order again soon, order now.", "Something for your next order.", "We have new arrivals.", "Click here.",
    "Subscribe now.", "Ein Gutschein liegt bei.", "Es gibt Rabatt.", "Une remise vous attend.", "Un descuento para ti.",
    "Uno sconto per te.", "Korting voor u.", "Um desconto para si.", "Refer a friend.", "While stocks last.", "At reduced prices.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SELLING)
def test_every_way_of_selling_is_seen_in_thanks(sentence: str):
    assert "offer" in found(letter("order/thank-you", plus=sentence))


@pytest.mark.parametrize(
    "sentence",
    ["I am glad that you chose it.", "The price of patience is worth it.", "You helped us at the fair.", "It took 3 days.",
     "We now make it in blue.", "Reach me at mara@lindqvist.example."],
)  # fmt: skip
def test_plain_thanks_are_let_through(sentence: str):
    assert "offer" not in found(letter("order/thank-you", plus=sentence))


def test_what_they_bought_may_be_called_a_gift_card():
    right = letter("order/thank-you")
    facts = tuple(
        replace(fact, details={**fact.details, "items": "Gift card"})
        if fact.kind in {Kind.ORDERED, Kind.DELIVERED}
        else fact
        for fact in right.record.facts
    )
    because = next(fact for fact in facts if fact.kind is Kind.DELIVERED)
    bought = Case(replace(right.record, facts=facts, because=because), right.draft)

    assert found(bought.with_body(right.draft.body.replace("Blue wall tiles", "Gift card"))) == []


def test_the_first_letter_that_asks_why_they_left_had_better_offer_nothing():
    early = letter("buyer/win-back", plus="You would get a discount.")
    written = Fact(kind=Kind.SENT, at=NOW - timedelta(days=40), contact=1, id=900, step="buyer/win-back")
    later = Case(replace(early.record, facts=(*early.record.facts, written)), early.draft)

    assert (found(early), found(later)) == (["early-offer"], [])


def test_an_offer_is_welcome_elsewhere():
    assert found(letter("quote/chase", plus="I can offer you 10% off.")) == []


def test_a_text_sent_before_is_not_sent_again():
    right = letter()
    again = Case(replace(right.record, said=(f"Hello,\n\n{right.draft.body}",)), right.draft)

    assert found(again) == ["sent-before"]


def test_a_second_order_is_confirmed_in_the_same_words_and_the_same_order_is_not():
    right = letter("order/acknowledge")
    other = right.draft.body.replace("A-4711", "A-4712")

    assert found(Case(replace(right.record, said=(other,)), right.draft)) == []
    assert found(Case(replace(right.record, said=(right.draft.body,)), right.draft)) == ["sent-before"]


def test_colleagues_compare_how_letters_begin():
    right = letter()
    other = right.draft.body.replace("Dear Dr. Aydın", "Dear Mr Krull")

    assert found(Case(replace(right.record, to_colleagues=(other,)), right.draft)) == ["same-opening"]


@pytest.mark.parametrize("detail", ["mobile", "landline", "postal"])
def test_a_contact_block_that_cannot_be_whole_says_what_to_add(detail: str):
    right = letter()
    record = replace(right.record, sender=replace(right.record.sender, **{detail: ""}))

    assert "Your sender details have no" in says(Case(record, right.draft), "contact-block")


def test_whoever_has_no_landline_may_say_so():
    right = letter()
    record = replace(right.record, sender=replace(right.record.sender, landline="none"))

    assert found(Case(record, right.draft)) == []


def test_a_number_may_be_written_with_other_gaps():
    right = letter()

    assert found(right.with_body(right.draft.body.replace("+46 70 123 45 67", "+46 (70) 1234567"))) == []


def test_a_commercial_letter_needs_the_way_out():
    right = letter("buyer/again")
    opt_out = right.record.sender.opt_out_text

    assert found(right.with_body(right.draft.body.replace(opt_out, ""))) == ["contact-block"]


@pytest.mark.parametrize("step", ["met/hello", "met/second", "buyer/again", "buyer/win-back"])
@pytest.mark.parametrize("missing", [{"postal": ""}, {"postal": "none"}, {"opt_out_text": "none"}])
def test_no_commercial_letter_leaves_without_a_postal_address_and_the_way_out(
    step: str, missing: dict[str, str]
):
    right = letter(step)
    record = replace(right.record, sender=replace(right.record.sender, **missing))

    assert "the law wants it" in says(Case(record, right.draft), "contact-block")


def test_whoever_has_no_words_for_the_way_out_gets_ours():
    about = record_for("buyer/again")
    about = replace(about, sender=replace(about.sender, opt_out_text=""))

    assert "answer with “stop”" in compose("buyer/again", about).body


def test_a_business_that_says_hello_again_gives_the_way_out_too():
    about = replace(record_for("keep-warm/hello"), sender=SHOP_SENDER)

    assert SHOP_SENDER.opt_out_text in compose("keep-warm/hello", about).body


@pytest.mark.parametrize(
    ("step", "taken", "name"),
    [
        ("application/check", "REF-07", "missing-reference"),
        ("interview/close", "mind", "missing-keep-in-mind"),
        ("quote/expiry", "Q-88", "missing-number"),
        ("order/thank-you", "Blue wall tiles", "missing-item"),
        ("complaint/reply", "sorry", "missing-apology"),
        ("met/hello", "Ambiente", "missing-event"),
    ],
)
def test_what_a_step_must_say(step: str, taken: str, name: str):
    right = letter(step)
    wrong = Case(right.record, Draft(
        subject=right.draft.subject.replace(taken, ""), body=right.draft.body.replace(taken, ""), address=right.draft.address
    ))  # fmt: skip
    if step == "interview/close":
        wrong = wrong.with_body(wrong.draft.body.replace("hear from you", "meet again"))

    assert name in found(wrong)


def test_a_question_that_they_asked_wants_its_answer():
    right = letter("enquiry/reply")
    quoted = "Dear Dr. Aydın,\n\n“Could you deliver in May?”\n\n“What does the blue one cost?”\nIt is 14 euros.\n\n"

    assert found(right.with_body(f"{quoted}{FILLER}\n\nKind regards\n\nMara Lindqvist")) == [
        "missing-answers"
    ]


def test_a_subject_in_two_lines_could_be_another_header():
    right = letter()

    assert found(Case(right.record, replace(right.draft, subject="Hello\r\nBcc: eve@x.example"))) == [
        "subject-unsafe"
    ]


@pytest.mark.parametrize("wrong", [{"sender": "eve@x.example"}, {"reply_to": "eve@x.example"}])
def test_a_letter_leaves_under_our_own_address(wrong: dict[str, Any]):
    right = letter()

    assert found(Case(right.record, replace(right.draft, **wrong))) == ["sender"]


def test_a_letter_of_a_few_words_is_short():
    assert found(letter("promise/keep").with_body("Dear Dr. Aydın,\n\nThank you for this."))[-1:] == ["short"]


def test_a_letter_of_many_words_is_long():
    assert "long" in found(letter(plus=f"{FILLER} {FILLER} {FILLER}"))


def test_a_check_that_asks_nothing_is_noticed():
    right = letter("application/check")

    assert found(right.with_body(right.draft.body.replace("?", "."))) == ["no-question"]


def test_long_words_in_long_sentences_are_hard_to_read():
    heavy = "Notwithstanding considerable organisational complexities, interdepartmental collaboration necessitates continuous "
    hard = letter(plus=(heavy + "communication regarding implementation responsibilities, ") * 3)

    assert "hard-to-read" in found(hard)


@pytest.mark.parametrize(
    ("hour", "names"),
    [
        (datetime(2026, 3, 10, 5, tzinfo=UTC), ["hours"]),
        (datetime(2026, 3, 10, 10, tzinfo=UTC), []),
        (datetime(2026, 3, 14, 10, tzinfo=UTC), ["hours"]),
        (datetime(2026, 4, 3, 10, tzinfo=UTC), ["hours"]),  # Good Friday in Germany
    ],
)
def test_letters_arrive_in_working_hours(hour: datetime, names: list[str]):
    assert found(letter(), hour) == names


def test_an_answer_that_we_owe_may_leave_at_any_hour():
    assert found(letter("employer/reply"), datetime(2026, 3, 10, 4, tzinfo=UTC)) == []


def test_a_weekday_alone_is_held_against_a_fresh_fact():
    right = letter(plus="I enjoyed our talk on Friday.")
    talk = Fact(kind=Kind.INTERVIEWED, at=NOW - timedelta(days=1), contact=1)
    fresh = replace(right.record, because=talk, facts=(talk,))
    body = right.draft.body.replace("Saturday 14 February", "Monday 9 March")

    assert found(Case(fresh, replace(right.draft, body=body))) == ["weekday-record"]


def test_a_contact_without_a_name_is_greeted_as_the_firm():
    assert greeting("Dear Krull,", name="info@nordwind.example", honorific="", given="", family="") == [
        "greeting-name"
    ]
