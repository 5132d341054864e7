"""One module a page: it reads rows, calls verbs, and names its template."""
