"""WebDAV servers (RFC 4918) with calendars (RFC 4791) and address books (RFC 6352): found, compared, fetched."""
