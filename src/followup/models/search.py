"""Full-text search: SQLite's FTS5 tables kept by triggers, expression indexes on PostgreSQL.

The statements stand here, beside the queries that count on them; migration 0002 runs them.
"""

import re

from django.db import connection
from django.db.models.expressions import RawSQL

from .workspace import Workspace

#: Table, and the columns of it that are searched.
SEARCHED = (
    ("followup_message", ("subject", "sender_name", "sender_address", "recipients", "text")),
    ("followup_contact", ("name",)),
    ("followup_address", ("address",)),
    ("followup_organisation", ("name",)),
)

# PostgreSQL refuses a document whose index entry exceeds a mebibyte.
LONGEST = 250_000


def statements(vendor: str) -> list[str]:
    """The SQL that makes the search tables or indexes of a database vendor."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    return [sql for table, columns in SEARCHED for sql in make(table, columns)]


def undoing(vendor: str) -> list[str]:
    """The SQL that takes them away again."""
    if vendor != "sqlite":
        return [f"DROP INDEX IF EXISTS {table}_search" for table, _ in SEARCHED]
    dropped = [f"DROP TRIGGER {table}_search_{when}" for table, _ in SEARCHED for when in ("ai", "ad", "au")]
    return dropped + [f"DROP TABLE {table}_search" for table, _ in SEARCHED]


def messages_with(text: str) -> RawSQL | None:
    """The ids of messages in which every word begins some word of the text; None for no words at all."""
    words = _words(text)
    if not words:
        return None
    sql, marks = _matching("followup_message", words)
    return RawSQL(f"SELECT id FROM ({sql}) AS found", marks)  # noqa: S608, S611


def contacts_with(workspace: Workspace, text: str) -> RawSQL | None:
    """The ids of contacts of whom every word begins a word of the name, the address or the firm."""
    words = _words(text)
    if not words:
        return None
    parts: list[str] = []
    marks: list[object] = []
    for word in words:
        sql, more = _contacts_with_word(workspace.pk, word)
        parts.append(f"SELECT id FROM ({sql}) AS word{len(parts)}")  # noqa: S608
        marks += more
    return RawSQL(" INTERSECT ".join(parts), marks)  # noqa: S611


def _contacts_with_word(workspace: int, word: str) -> tuple[str, list[object]]:
    names, name_marks = _matching("followup_contact", [word])
    addresses, address_marks = _matching("followup_address", [word])
    firms, firm_marks = _matching("followup_organisation", [word])
    sql = (
        f"{names}"  # noqa: S608
        f" UNION SELECT contact_id AS id FROM followup_address WHERE workspace_id = %s AND id IN ({addresses})"
        # The sign keeps SQLite from reading every contact of the workspace for the few of a firm.
        f" UNION SELECT id FROM followup_contact WHERE +workspace_id = %s AND organisation_id IN ({firms})"
    )
    return sql, [*name_marks, workspace, *address_marks, workspace, *firm_marks]


def _matching(table: str, words: list[str]) -> tuple[str, list[object]]:
    if connection.vendor == "sqlite":
        wanted = " ".join(f'"{word}"*' for word in words)
        return f"SELECT rowid AS id FROM {table}_search WHERE {table}_search MATCH %s", [wanted]  # noqa: S608
    # A server with locale C leaves “Ö” as it is, so a word is also looked for as a name is written.
    wanted = " & ".join(f"({word}:* | {word.capitalize()}:*)" for word in words)
    return f"SELECT id FROM {table} WHERE {_document(table)} @@ to_tsquery('simple', %s)", [wanted]  # noqa: S608


def _words(text: str) -> list[str]:
    # The same cut as both indexes make: letters and digits are words, all else parts them.
    return re.findall(r"[^\W_]+", text.lower())[:12]


def _sqlite(table: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {table}_search(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    drop = f"INSERT INTO {table}_search({table}_search, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {table}_search_ai AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_search_ad AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {table}_search_au AFTER UPDATE OF {names} ON {table} BEGIN {drop} {add} END",
        f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')",  # noqa: S608
    ]


def _postgresql(table: str, _columns: tuple[str, ...]) -> list[str]:
    return [f"CREATE INDEX {table}_search ON {table} USING gin (({_document(table)}))"]


def _document(table: str) -> str:
    columns = dict(SEARCHED)[table]
    text = " || ' ' || ".join(columns)
    # Addresses are cut at their dots and signs, so that “northwind” finds ada@northwind.example.
    return f"to_tsvector('simple', regexp_replace(left({text}, {LONGEST}), '[!-/:-@[-`{{-~]+', ' ', 'g'))"
