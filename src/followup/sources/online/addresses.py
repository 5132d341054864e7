"""Where a host’s name leads: looked at once, and held to, so that a name cannot lead into the owner’s own network."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

from followup.core.trouble import Unreachable

type Address = IPv4Address | IPv6Address


def is_this_machine(host: str) -> bool:
    """Whether the host is this very machine, by its name or number alone."""
    number = _number(host)
    return number.is_loopback if number else host.lower().rstrip(".") == "localhost"


def leads_nearby(host: str, port: int) -> bool:
    """Whether the name leads to this machine or the network around it, as the owner who types it may want."""
    return any(not _is_public(each) for each in _found(host, port))


def addresses(host: str, port: int, *, may_be_near: bool) -> list[str]:
    """The numbers that the host may be reached at; Unreachable where its name leads where it must not."""
    found = _found(host, port)
    allowed = [each for each in found if _is_public(each) or may_be_near or _number(host)]
    if not allowed:
        sentence = (
            f"{host} now leads into your own network, as it did not when it was connected. If that is meant,"
            " connect it again."
        )
        raise Unreachable(sentence, for_good=True)
    return [str(each) for each in allowed]


def _found(host: str, port: int) -> list[Address]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [_plain(ip_address(str(answer[4][0]).partition("%")[0])) for answer in answers]
    return list(dict.fromkeys(numbers))


def _plain(address: Address) -> Address:
    """An IPv4 address in IPv6 clothes is the IPv4 address."""
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast


def _number(host: str) -> Address | None:
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None
