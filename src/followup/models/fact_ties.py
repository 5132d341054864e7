"""What ties contacts together through their facts, in sentences written out once."""

import json
from collections.abc import Iterator

from django.db import connection

from .fact_queries import IS_FAR

#: Kinds that make somebody a referee or a referrer: outcomes anywhere may then call for a letter to them.
HELPING = ("referee_named", "referee_agreed", "referee_declined", "referred")
IS_HELPING = f"kind IN ({', '.join(map(repr, HELPING))})"

COUNTS = "SELECT contact_id, COUNT(*) FROM followup_fact WHERE workspace_id = %s GROUP BY contact_id"
OWED = "SELECT DISTINCT contact_id FROM followup_followup WHERE workspace_id = %s"
SHARED = (
    "SELECT DISTINCT {column}, contact_id FROM followup_fact WHERE workspace_id = %s AND {column} IN ("
    "SELECT {column} FROM followup_fact WHERE workspace_id = %s AND {column} <> {nothing} "
    "GROUP BY {column} HAVING MIN(contact_id) <> MAX(contact_id))"
)
NAMED = (
    "SELECT contact_id, details FROM followup_fact WHERE workspace_id = %s AND ("
    "(kind IN ('interview_set', 'interview_moved', 'interview_cancelled') AND CAST(details AS TEXT) LIKE %s) "
    "OR CAST(details AS TEXT) LIKE %s)"
)
HELP = f"SELECT 1 FROM followup_fact WHERE {IS_FAR} AND workspace_id = %s AND {IS_HELPING} LIMIT 1"  # noqa: S608
FAR = f"SELECT DISTINCT contact_id FROM followup_fact WHERE {IS_FAR} AND workspace_id = %s"  # noqa: S608


def facts_of_each(workspace: int) -> dict[int, int]:
    """How many facts each contact has; 0 for those who are owed something without any."""
    without = {contact: 0 for (contact,) in _rows(OWED, workspace)}
    return without | dict(_rows(COUNTS, workspace))


def ties(workspace: int) -> Iterator[tuple[str, int]]:
    """(what is shared, a contact who shares it) wherever facts of several contacts may bear on each other."""
    for column, nothing in (("thread", "''"), ("opportunity_id", "0")):
        sentence = SHARED.format(column=column, nothing=nothing)
        yield from (
            (f"{column} {shared}", contact) for shared, contact in _rows(sentence, workspace, workspace)
        )
    for contact, stored in _rows(NAMED, workspace, "%event%", "%for_contact%"):
        details = json.loads(stored) if isinstance(stored, str) else stored
        if event := details.get("event"):
            yield f"event {event}", contact
        if str(asked := details.get("for_contact", "")).isdigit():
            yield f"stands in for {asked}", int(asked)
            yield f"stands in for {asked}", contact
    if _rows(HELP, workspace):
        yield from (("help", contact) for (contact,) in _rows(FAR, workspace))


def _rows(sentence: str, *parameters: int | str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sentence, parameters)
        return cursor.fetchall()
