"""The words of mail programs in many languages, read once from words.toml."""

import tomllib
from importlib import resources

WORDS: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("words.toml").read_text("utf-8")
)
