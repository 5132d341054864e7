"""What followup is called at an issuer: the owner's own client ID, or that of the settings."""

from followup.conf.table import read
from followup.core.providers import issuer
from followup.core.trouble import Mend
from followup.sources.oauth import Client


def client_of(key: str, client_id: str = "", client_secret: str = "") -> Client:
    """The client at an issuer; Mend says where a client ID comes from when there is none."""
    word = key.upper()
    tenant = read("FOLLOWUP_MICROSOFT_TENANT") if key == "microsoft" else ""
    place = issuer(key, tenant=tenant, place=read(f"FOLLOWUP_{word}_SIGN_IN"))
    known = read(f"FOLLOWUP_{word}_CLIENT_ID")
    name = client_id.strip() or known
    if not name:
        raise Mend(place.no_client)
    # The secret of the settings belongs to the client ID of the settings.
    kept = read("FOLLOWUP_GOOGLE_CLIENT_SECRET") if key == "google" and name == known else ""
    return Client(issuer=place, id=name, secret=client_secret.strip() or kept)


def has_client(key: str) -> bool:
    """Whether the settings name a client ID, so that nobody need be asked."""
    return bool(read(f"FOLLOWUP_{key.upper()}_CLIENT_ID"))
