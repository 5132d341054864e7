"""The wordings that come with followup: text files beside this module, one folder a language."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from .hints import HINTS
from .template import Wording, parse

LANGUAGE = "en"
DEFAULT = "plain"


@cache
def shipped(language: str = LANGUAGE) -> MappingProxyType[str, tuple[Wording, ...]]:
    """Every shipped template by its id; reading package data is all the reading there is."""
    return MappingProxyType({name: parse(text, name, HINTS) for name, text in texts(language).items()})


@cache
def texts(language: str = LANGUAGE) -> MappingProxyType[str, str]:
    """The same as the text they are written in, for the person who wants to change one."""
    found: dict[str, str] = {}
    for folder in files(__package__).joinpath(language).iterdir():
        if folder.is_dir():
            for file in folder.iterdir():
                found[f"{folder.name}/{file.name.removesuffix('.txt')}"] = file.read_text(encoding="utf-8")
        elif folder.name.endswith(".txt"):
            found[folder.name.removesuffix(".txt")] = folder.read_text(encoding="utf-8")
    return MappingProxyType(dict(sorted(found.items())))
