"""Where people met, in the words of a sentence: “at …”, “after …”."""

import re

_OCCASION = (
    "fair|conference|congress|meetup|market|exhibition|show|workshop|seminar|event|dinner|lunch|reception|breakfast"
    "|party|meeting|summit|festival|expo|convention|talk|lecture|course|retreat|evening|stand|booth|opening"
)
_ENDS_IN_ONE = re.compile(rf"\b(?:{_OCCASION})(?: \d{{4}})?$", re.IGNORECASE)
_BEGINS_WITH_ONE = re.compile(rf"^(?:{_OCCASION})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|our|your|my|their)\b", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][^\d,;:()]{1,40}")


def event_phrase(label: str) -> str:
    """“Trade fair, Cologne” as “the trade fair in Cologne”; “re:publica” stays as it is."""
    head, comma, place = (part.strip() for part in " ".join(label.split()).partition(","))
    if not head:
        return ""
    named = _with_article(head)
    if not comma or not place:
        return named
    return f"{named} in {place}" if place[0].isupper() and _PLACE.fullmatch(place) else f"{named}, {place}"


def _with_article(head: str) -> str:
    if _ARTICLE.match(head):
        return head[0].lower() + head[1:]
    if not _ENDS_IN_ONE.search(head) and not _BEGINS_WITH_ONE.search(head):
        return head
    first, _, rest = head.partition(" ")
    # “Trade fair” is a word for it, “Frankfurt Book Fair” is its name.
    is_plain = rest == rest.lower() and not first.isupper()
    return f"the {head[0].lower()}{head[1:]}" if is_plain else f"the {head}"
