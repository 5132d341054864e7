"""The facts that a letter stands on."""

from followup.models import Fact, Letter

_MOST_FACTS = 12


def stands_on(letter: Letter) -> list[Fact]:
    """The facts behind the letter: what called for it, then what else is known of the matter, newest first."""
    rows = Fact.objects.filter(contact=letter.contact_id, sure=True)
    if letter.because_id:
        rows = rows.exclude(pk=letter.because_id)
    if letter.opportunity_id:
        rows = rows.filter(opportunity__in=[letter.opportunity_id]) | rows.filter(opportunity=None)
    first = [letter.because] if letter.because else []
    return [*first, *rows.order_by("-at", "-pk")[:_MOST_FACTS]]
