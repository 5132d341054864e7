"""Firms: which firm a name, an address or a contact stands for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import batched

from django.db.models import Q

from followup.actions.own import known_of, own_domains
from followup.core.matching import firm_domain, label_key, organisation_key, resembles
from followup.core.reading.known import domain_of
from followup.models import Address, Contact, Detail, Organisation, Workspace

from .claim_rows import ClaimRow
from .organisations import organisations_named

AT_ONCE = 500


class Firms:
    """The workspace's firms by their folded names, mail domains and people.

    A firm whose mail domain is known goes by it (“@northwind.example”), another by its folded name; a
    person of no known firm is a firm of one (“~17”).
    """

    def __init__(self, workspace: Workspace, ours: frozenset[str]) -> None:
        self._workspace = workspace
        self._ours = ours
        self._domains = dict(Organisation.objects.filter(workspace=workspace).values_list("key", "domain"))
        self.ids = dict(Organisation.objects.filter(workspace=workspace).values_list("key", "pk"))
        self._contacts: dict[int, str] = {}
        self._homes: dict[int, int | None] = {}

    def named(self, key: str) -> str:
        """The firm of a folded name; "" for no name."""
        domain = self._domains.get(key, "")
        return f"@{domain}" if domain else key

    def of_contact(self, contact: int) -> str:
        """The firm of somebody met before."""
        return self._contacts.get(contact, f"~{contact}")

    def of_claim(self, row: ClaimRow) -> str:
        """The firm that a claim names, else that of the one who makes it."""
        return self.named(row.firm) or self.of_contact(row.contact_id)

    def keys_of(self, firms: Collection[str]) -> list[str]:
        """The folded names under which claims may name these firms."""
        domains = {each[1:] for each in firms if each.startswith("@")}
        return [*(key for key, domain in self._domains.items() if domain in domains), *firms]

    def members_of(self, firms: Collection[str]) -> set[int]:
        """Everybody who may belong to one of these firms, or is one."""
        rows = Contact.objects.filter(
            workspace=self._workspace, organisation__key__in=[key for key in self.keys_of(firms) if key]
        )
        alone = {int(each[1:]) for each in firms if each.startswith("~")}
        return alone | set(rows.values_list("pk", flat=True)) | self.contacts_at(firms)

    def organisation_of(self, contacts: Sequence[int]) -> int | None:
        """The organisation that the first of these contacts with one belongs to."""
        self.find_homes(contacts)
        return next((self._homes[each] for each in contacts if self._homes[each] is not None), None)

    def find_homes(self, contacts: Iterable[int]) -> None:
        """Look up the organisations that these contacts belong to, all at once."""
        fresh = sorted({each for each in contacts if each not in self._homes})
        for some in batched(fresh, AT_ONCE, strict=False):
            self._homes |= dict.fromkeys(some)
            rows = Contact.objects.filter(pk__in=some, organisation__isnull=False)
            self._homes |= dict(rows.values_list("pk", "organisation_id"))

    def meet(self, contacts: Iterable[int]) -> None:
        """Look up the firms of these contacts."""
        fresh = [each for each in contacts if each not in self._contacts]
        for start in range(0, len(fresh), 5000):
            part = fresh[start : start + 5000]
            rows = Contact.objects.filter(pk__in=part, organisation__isnull=False)
            self._contacts |= {pk: self.named(key) for pk, key in rows.values_list("pk", "organisation__key")}
            addresses = Address.objects.filter(contact__in=part).order_by("-address")
            for contact, address in addresses.values_list("contact_id", "address"):
                if domain := self._foreign(address):
                    self._contacts[contact] = f"@{domain}"

    def contacts_at(self, firms: Iterable[str]) -> set[int]:
        """Everybody with an address at one of these firms."""
        domains = [each[1:] for each in firms if each.startswith("@")]
        rows = Address.objects.filter(workspace=self._workspace, domain__in=domains)
        return set(rows.values_list("contact_id", flat=True))

    def _foreign(self, address: str) -> str:
        domain = firm_domain(address)
        return "" if domain in self._ours else domain


def firms_of(
    workspace: Workspace, claims: Sequence[ClaimRow], contacts: Collection[int], *, everywhere: bool
) -> Firms:
    """The firms as they are known after what these claims say; new names become organisations.

    `everywhere` looks at everybody's address, not only at those of these contacts.
    """
    names = {row.firm: row.about["organisation"] for row in claims if row.firm}
    there = Organisation.objects.filter(workspace=workspace, key__in=list(names)).count()
    organisations_named(workspace, {row.about["organisation"] for row in claims if row.firm})
    ours = own_domains(known_of(workspace))
    is_new = everywhere or there < len(names)
    learnt = _learn_domains(workspace, claims, ours, None if is_new else contacts)
    _join_people(workspace, learnt, None if everywhere else contacts)
    return Firms(workspace, ours)


def _learn_domains(
    workspace: Workspace, claims: Sequence[ClaimRow], ours: frozenset[str], contacts: Collection[int] | None
) -> set[str]:
    """The mail domains learnt: one that is spelt like the firm's name and from which somebody wrote of it, or anybody wrote."""
    unknown = {row.key: row for row in Organisation.objects.filter(workspace=workspace, domain="")}
    if not unknown:
        return set()
    found: dict[str, set[str]] = defaultdict(set)
    told = _told_at(claims)
    for key, addresses in told.items():
        if key in unknown:
            found[key] |= {
                domain for each in addresses if (domain := firm_domain(each)) and resembles(key, domain)
            }
    labels = {key.replace(" ", ""): key for key in unknown}
    for domain in _domains(workspace, contacts):
        for label in domain.split(".")[:-1]:
            if (name := label_key(label)) in labels and firm_domain(f"@{domain}"):
                found[labels[name]].add(domain)
    changed = []
    for key, domains in sorted(found.items()):
        if foreign := sorted(domains - ours):
            unknown[key].domain = foreign[0]
            changed.append(unknown[key])
    Organisation.objects.bulk_update(changed, ["domain"])
    return {each.domain for each in changed}


def _told_at(claims: Sequence[ClaimRow]) -> dict[str, set[str]]:
    told: dict[int, set[str]] = defaultdict(set)
    for row in claims:
        if row.about["organisation"]:
            told[row.contact_id].add(organisation_key(row.about["organisation"]))
    addresses: dict[str, set[str]] = defaultdict(set)
    rows = Address.objects.filter(contact__in=list(told))
    for contact, address in rows.values_list("contact_id", "address"):
        for key in told[contact]:
            addresses[key].add(address)
    return addresses


def _domains(workspace: Workspace, contacts: Collection[int] | None) -> list[str]:
    rows = Address.objects.filter(workspace=workspace)
    if contacts is not None:
        rows = rows.filter(contact__in=contacts)
    return list(rows.values_list("domain", flat=True).distinct())


def _join_people(workspace: Workspace, learnt: Collection[str], contacts: Collection[int] | None) -> None:
    """Contacts belong to the organisation of their mail domain, unless a card or the person said otherwise.

    All of them for None, else these and those at the domains just learnt.
    """
    by_domain: dict[str, tuple[str, int]] = {}
    for pk, key, domain in (
        Organisation.objects.filter(workspace=workspace).exclude(domain="").values_list("pk", "key", "domain")
    ):
        by_domain[domain] = min(by_domain.get(domain, (key, pk)), (key, pk))
    firms = list(by_domain)
    rows = Contact.objects.filter(addresses__domain__in=firms, workspace=workspace, is_named_by_hand=False)
    carded = Detail.objects.filter(workspace=workspace, kind="card", contact__organisation__isnull=False)
    rows = rows.exclude(pk__in=carded.values("contact"))
    if contacts is not None:
        rows = rows.filter(Q(pk__in=contacts) | Q(addresses__domain__in=learnt))
    moves: dict[int, list[int]] = defaultdict(list)
    for contact, present, address in rows.values_list("pk", "organisation_id", "addresses__address"):
        wanted = by_domain.get(domain_of(address))
        if wanted and wanted[1] != present:
            moves[wanted[1]].append(contact)
    for organisation, members in moves.items():
        Contact.objects.filter(pk__in=members).update(organisation=organisation)
