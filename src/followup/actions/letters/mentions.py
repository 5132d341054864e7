"""Who of this workspace a text names."""

from collections.abc import Iterable

from django.db.models import Q

from followup.core.letters.mentions import possible_names
from followup.core.matching import organisation_key
from followup.models import Contact, Organisation, Workspace


def strangers(workspace: Workspace, text: str, *, contact: int, firms: Iterable[int]) -> tuple[str, ...]:
    """People and firms of the workspace that the text names, as it names them, who are neither the
    contact nor of these firms."""
    own = set(firms)
    names = possible_names(text)
    if not names:
        return ()
    people = Contact.objects.filter(workspace=workspace, name__in=names, merged_into=None)
    found = people.exclude(pk=contact).exclude(organisation__in=own).values_list("name", flat=True)
    namesakes = set(people.filter(Q(pk=contact) | Q(organisation__in=own)).values_list("name", flat=True))
    return (*(name for name in found if name not in namesakes), *_firms(workspace, names, own))


def _firms(workspace: Workspace, names: Iterable[str], own: set[int]) -> list[str]:
    by_key = {organisation_key(name): name for name in names if len(name) > 2}
    rows = Organisation.objects.filter(workspace=workspace, key__in=list(by_key)).exclude(pk__in=own)
    return [by_key[key] for key in rows.values_list("key", flat=True)]


def known_words(workspace: Workspace, text: str) -> frozenset[str]:
    """The names in the text that belong to people of the workspace, so that no dictionary doubts them."""
    words = {word for name in possible_names(text) for word in name.split()}
    rows = Contact.objects.filter(Q(given__in=words) | Q(family__in=words), workspace=workspace)
    return frozenset(word for pair in rows.values_list("given", "family")[:200] for word in pair if word)
