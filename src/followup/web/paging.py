"""Pages of a long list without counting it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and the query strings of the pages before and after and of itself ("" where there is none)."""

    rows: list
    before: str
    after: str
    here: str = ""


def paged(request: HttpRequest, rows: QuerySet, *, size: int = SIZE) -> Page:
    """The page that `?page=` names; one query, which reads one row more to know whether there is a next."""
    wanted = request.GET.get("page", "1")
    number = max(int(wanted), 1) if wanted.isdecimal() and len(wanted) < 7 else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(
        rows=found[:size],
        before=_query(request, number - 1) if number > 1 else "",
        after=_query(request, number + 1) if len(found) > size else "",
        here=_query(request, number) if number > 1 else "",
    )


def _query(request: HttpRequest, number: int) -> str:
    words = request.GET.copy()
    words["page"] = str(number)
    return "?" + words.urlencode()


def paged_by(request: HttpRequest, rows: QuerySet, column: str, *, size: int = SIZE) -> Page:
    """The page after or before a value of a column that never repeats, counts from 1 and is the rows' order.

    The thousandth page costs what the first does: the index is entered at the value, nothing before it is read.
    """
    after, before = (_number(request.GET.get(word, "")) for word in ("after", "before"))
    if before is not None:
        found = list(rows.filter(**{f"{column}__lt": before}).order_by(f"-{column}")[: size + 1])
        shown, is_first, is_last = found[:size][::-1], len(found) <= size, False
    else:
        # The bound stands there for the first page too: without it a database may sort all that another index finds.
        found = list(rows.filter(**{f"{column}__gt": after or 0}).order_by(column)[: size + 1])
        shown, is_first, is_last = found[:size], after is None, len(found) <= size
    return Page(
        rows=shown,
        before="" if is_first or not shown else _edge(request, "before", getattr(shown[0], column)),
        after="" if is_last or not shown else _edge(request, "after", getattr(shown[-1], column)),
        here=f"?{request.GET.urlencode()}" if request.GET else "",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _edge(request: HttpRequest, word: str, value: int) -> str:
    words = request.GET.copy()
    for each in ("after", "before", "page"):
        words.pop(each, None)
    words[word] = str(value)
    return "?" + words.urlencode()
