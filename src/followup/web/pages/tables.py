"""A table that nobody knows: the person says what its columns mean."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from followup.actions.importing import kept_tables
from followup.conf import clock
from followup.core.orders import MEANINGS, Legend
from followup.core.trouble import Mend
from followup.sources.orders.read import Glance
from followup.web.request import Request
from followup.web.said import say

DATES = {
    "": "as the column shows",
    "day": "the day first: 31/03/2026",
    "month": "the month first: 03/31/2026",
}


@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: Request, token: str) -> HttpResponse:
    """The columns with three samples of each, and a choice of what they mean."""
    now = clock.now()
    name = kept_tables.kept(request.workspace, token).name
    glance = kept_tables.look(request.workspace, token, now)
    if glance is None:
        raise Mend(f"“{name}” cannot be opened as a table.")
    if request.method != "POST":
        return _page(request, name, glance, {each.plain: each.meaning for each in glance.columns})
    chosen = {
        each.plain: request.POST.get(f"column-{number}", "") for number, each in enumerate(glance.columns)
    }
    dates = request.POST.get("dates", "")
    columns = {meaning: plain for plain, meaning in chosen.items() if meaning in MEANINGS}
    try:
        report = kept_tables.read_kept(
            request.workspace, token, Legend(columns=columns, dates=dates if dates in DATES else ""), now
        )
    except Mend as trouble:
        return _page(request, name, glance, chosen, dates, str(trouble))
    file = report.files[0]
    counted = f"Read: {file.new} new, {file.known} known already, {file.not_understood} not understood."
    say(request, " ".join((counted, *file.remarks)))
    return redirect("sources")


def _page(  # noqa: PLR0913 - all that the form shows again
    request: Request, name: str, glance: Glance, chosen: dict[str, str], dates: str = "", trouble: str = ""
) -> HttpResponse:
    found = {
        "name": name,
        "columns": [(each, chosen.get(each.plain, "")) for each in glance.columns],
        "missing": glance.missing,
        "meanings": list(MEANINGS.items()),  # “items” is one of the meanings
        "dates": list(DATES.items()),
        "chosen_dates": dates,
        "trouble": trouble,
    }
    return render(request, "sources/table.html", found)
