"""A grant ends with the last account that uses it; the provider is told where it can be."""

from followup.core.providers import issuer
from followup.core.trouble import Mend
from followup.models import Grant
from followup.sources import oauth

from .clients import client_of
from .kept import unlock


def end_unused(grant: Grant) -> str:
    """Forget a grant that no account uses any more; the sentence says what is left to do, if anything."""
    if grant.accounts.exists():
        return ""
    Grant.objects.filter(pk=grant.pk).delete()
    place = issuer(grant.issuer)
    try:
        words = unlock(grant)
        client = client_of(grant.issuer, grant.client_id, words["client_secret"])
        if grant.is_over or oauth.revoke(client, words["refresh"] or words["access"]):
            return ""
    except Mend:
        pass  # the key was changed: there is nothing that could be taken back with it
    return f"{place.name} may still list followup among your apps; take it off there: {place.page}"
