"""A pottery shop whose customers order in lines: `shop.orders("Ada", "2026-01-05 40 EUR #1 bowl")`."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from followup.actions.buying.rank import rank_buyers
from followup.actions.refresh import refresh
from followup.core.kinds import Kind
from followup.models import Address, Buyer, Contact, Fact, Ranking, Sender, Workspace

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 1, 10, tzinfo=BERLIN)


def day(text: str) -> datetime:
    """Ten in the morning in Berlin, or the time that is told: “2026-03-02” or “2026-03-02T23:30”."""
    moment = datetime.fromisoformat(text)
    return moment.replace(hour=moment.hour or 10, tzinfo=BERLIN)


@dataclass
class Shop:
    """A workspace with customers by name."""

    workspace: Workspace
    people: dict[str, Contact] = field(default_factory=dict)

    def person(self, name: str) -> Contact:
        """The contact of that name, made where there is none."""
        if name not in self.people:
            made = Contact.objects.create(
                workspace=self.workspace, name=name, given=name, family="Weber", created_at=NOW
            )
            Address.objects.create(
                workspace=self.workspace, contact=made, address=f"{name.lower()}@kunde.example", seen_at=NOW
            )
            self.people[name] = made
        return self.people[name]

    def orders(self, name: str, *lines: str, kind: Kind = Kind.ORDERED) -> None:
        """Facts about orders: a day, then an amount, a currency, `#` and a number, and what was bought, as far as known."""
        for line in lines:
            when, *words = line.split()
            self.tell(name, kind, when, details=_details(words))

    def tell(self, name: str, kind: Kind, when: str, **columns: object) -> Fact:
        """A fact of any kind."""
        contact = self.person(name)
        return Fact.objects.create(
            workspace=self.workspace, contact=contact, kind=kind, at=day(when), source="orders",
            source_key=str(Fact.objects.count()), recorded_at=NOW, **columns,
        )  # fmt: skip

    def ranked(self, now: datetime = NOW) -> Ranking:
        """The customers ranked, their agenda refreshed first as a recording does."""
        refresh(self.workspace, [each.pk for each in self.people.values()])
        return rank_buyers(self.workspace, now=now)

    def buyer(self, name: str) -> Buyer:
        """Somebody's row in the ranking."""
        return Buyer.objects.get(contact=self.person(name))

    def names(self) -> list[str]:
        """Everybody in the ranking, the most likely first."""
        rows = Buyer.objects.filter(workspace=self.workspace).order_by("rank")
        return list(rows.values_list("contact__name", flat=True))


def opened(slug: str = "shop") -> Shop:
    """An empty shop in Berlin."""
    made = Workspace.objects.create(slug=slug, name="Brandt Keramik", mode="business", created_at=NOW)
    Sender.objects.create(
        workspace=made, name="Jonas Brandt", email="jonas@brandt-keramik.example", organisation="Brandt Keramik",
        postal="Töpferweg 3, 53113 Bonn, Germany", opt_out_text="Answer “no more” and I will not write again.",
        timezone="Europe/Berlin", country="DE", subdivision="BE",
    )  # fmt: skip
    return Shop(made)


def _details(words: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        if word.startswith("#"):
            found["number"] = word[1:]
        elif word[0].isdigit() or word[0] == "-":
            found["amount"] = word
        elif word.isupper() and len(word) == 3:
            found["currency"] = word
        else:
            found["items"] = "\n".join(filter(None, [found.get("items", ""), word]))
    return found
