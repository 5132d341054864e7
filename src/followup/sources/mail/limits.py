"""How much of a message is read: ordinary mail stays far below, hostile mail ends here."""

MOST_BYTES = 25 * 1024 * 1024
MOST_HEADER_BYTES = 64 * 1024
MOST_PARTS = 100
MOST_DEPTH = 20
#: Bytes gone through over all levels of nesting.
MOST_SCANNED = 6 * MOST_BYTES
MOST_ADDRESSES = 1_000
#: Characters of text that are kept; a longer body is cut.
MOST_TEXT = 1_000_000
#: Characters and tags of HTML that are turned into text.
MOST_HTML = 2_000_000
MOST_TAGS = 200_000
#: Calendars and cards taken out of one message, and the bytes of each.
MOST_ATTACHED = 20
MOST_ATTACHED_BYTES = 1_000_000
#: What of a report that follows no standard is searched for the failed address.
MOST_REPORT_BYTES = 100_000
