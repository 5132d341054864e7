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
