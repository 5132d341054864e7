"""Speed and memory, measured side by side with peers in one run. Not tests: nothing here can fail a build.

`make bench` runs them all and prints each figure with its ratio; `python -m benchmarks NAME …` runs some;
`--write` puts the table into docs/numbers.md.
"""
