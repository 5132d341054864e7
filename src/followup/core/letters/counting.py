"""Small numbers in the words of a letter."""

_FIRST = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_ONE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """“first”, “fifth”, “25th”; "" for nothing to count."""
    if number < 1:
        return ""
    if number <= len(_FIRST):
        return _FIRST[number - 1]
    is_teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if is_teen else _ENDINGS.get(number % 10, 'th')}"


def number_word(count: int) -> str:
    """“six”, “13”: small numbers from one on are spelled."""
    return _ONE[count - 1] if count <= len(_ONE) else str(count)


def years(number: int) -> str:
    """“one year”, “five years”, “13 years”; "" for none."""
    if number < 1:
        return ""
    return f"{number_word(number)} year" if number == 1 else f"{number_word(number)} years"
