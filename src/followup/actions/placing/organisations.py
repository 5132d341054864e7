"""Organisations: the firms that sources name, each once, with their mail domain where it is plain."""

from collections.abc import Iterable

from followup.core.matching import organisation_key
from followup.models import Organisation, Workspace


def organisations_named(workspace: Workspace, names: Iterable[str]) -> dict[str, int]:
    """The organisation of each name, made when missing; names without a letter are left out."""
    keys = {name: key for name in names if (key := organisation_key(name))}
    known = _by_key(workspace, keys.values())
    spelt: dict[str, str] = {}
    for name, key in sorted(keys.items()):
        if key not in known:
            spelt.setdefault(key, name)
    Organisation.objects.bulk_create(
        [Organisation(workspace=workspace, key=key, name=name[:200]) for key, name in spelt.items()],
        ignore_conflicts=True,
    )
    known |= _by_key(workspace, spelt) if spelt else {}
    return {name: known[key] for name, key in keys.items()}


def _by_key(workspace: Workspace, keys: Iterable[str]) -> dict[str, int]:
    rows = Organisation.objects.filter(workspace=workspace, key__in=list(keys))
    return dict(rows.values_list("key", "pk"))
