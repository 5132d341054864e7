"""The command line: reads rows, calls verbs, prints for people or as JSON."""
