"""How a token is shown to a mail server: XOAUTH2 (Google, Microsoft) and OAUTHBEARER (RFC 7628)."""

from collections.abc import Callable, Collection

#: Gives the token to show: the one at hand for "", and for one that was refused a newer one ("" when there is none).
Bearer = Callable[[str], str]
#: The first that a server offers is taken.
MECHANISMS = ("XOAUTH2", "OAUTHBEARER")
#: What a server wants to hear after it has said why not (RFC 7628 3.2.3).
GIVE_UP = {"XOAUTH2": "", "OAUTHBEARER": "\1"}


def mechanism(offered: Collection[str]) -> str:
    """The way of showing a token that a server knows; "" when it knows none."""
    return next((each for each in MECHANISMS if each in offered), "")


def shown(how: str, user: str, token: str) -> str:
    """The words that show the token, before they are encoded."""
    if how == "XOAUTH2":
        return f"user={user}\1auth=Bearer {token}\1\1"
    name = user.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\1auth=Bearer {token}\1\1"
