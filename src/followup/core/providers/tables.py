"""The tables beside this module."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of a table, such as “providers”."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def is_within(host: str, domain: str) -> bool:
    """Whether a host is the domain itself or lies below it."""
    host = host.lower().rstrip(".")
    return host == domain or host.endswith(f".{domain}")
