"""Contacts and facts in bulk, written past the readers, for measuring the agenda and the pages."""

import random
from datetime import timedelta

from benchmarks.ready import NOW

_STORIES = (
    ("applied", "acknowledged", "interviewed", "sent"),
    ("applied",),
    ("applied", "rejected"),
    ("received", "sent", "received"),
    ("met",),
    ("sent", "sent"),
    ("applied", "interviewed"),
    ("received",),
    ("applied", "acknowledged", "out_of_office"),
)


def fill(workspace, contacts: int, facts: int) -> None:
    """`contacts` contacts with an address, a firm and an opportunity each, and about `facts` facts among them."""
    from followup.models import Address, Contact, Fact, Opportunity, Organisation

    firms = Organisation.objects.bulk_create(
        [
            Organisation(workspace=workspace, key=f"firm {n}", name=f"Firm {n}")
            for n in range(max(contacts // 20, 1))
        ],
        batch_size=5000,
    )
    people = Contact.objects.bulk_create(
        [
            Contact(workspace=workspace, name=f"Person {n}", given="Person", family=f"N{n}",
                    organisation=firms[n % len(firms)], created_at=NOW, last_fact_at=NOW)
            for n in range(contacts)
        ],
        batch_size=5000,
    )  # fmt: skip
    Address.objects.bulk_create(
        [
            Address(workspace=workspace, contact=each, address=f"p{n}@firm.example", as_written=f"p{n}@firm.example",
                    source="cards", seen_at=NOW)
            for n, each in enumerate(people)
        ],
        batch_size=5000,
    )  # fmt: skip
    subjects = Opportunity.objects.bulk_create(
        [
            Opportunity(workspace=workspace, kind="application", key=f"a{n}", title=f"Role {n}",
                        organisation=each.organisation, created_at=NOW)
            for n, each in enumerate(people)
        ],
        batch_size=5000,
    )  # fmt: skip
    chance, batch, number = random.Random(7), [], 0
    while number < facts:
        who = number % contacts if number < contacts else chance.randrange(contacts)
        at = NOW - timedelta(
            days=chance.choice((1, 2, 4, 7, 12, 25, 60, 200, 600)), minutes=chance.randrange(1440)
        )
        for step, kind in enumerate(chance.choice(_STORIES)):
            number += 1
            batch.append(
                Fact(workspace=workspace, contact=people[who], opportunity=subjects[who], kind=kind, read_as=kind,
                     at=at + timedelta(days=step), thread=f"t{who}.{number % 9}", asks=kind == "received",
                     says="We talked about the plan for next spring.", source="hand", source_key=str(number),
                     recorded_at=NOW)
            )  # fmt: skip
        if len(batch) > 5000:
            Fact.objects.bulk_create(batch)
            batch.clear()
    Fact.objects.bulk_create(batch)
