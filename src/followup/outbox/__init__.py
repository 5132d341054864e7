"""How letters leave: a message's bytes, a line to a server, a receipt.

Speaks values; never Django or our models. `message` freezes a letter to bytes, `line` opens and keeps a
connection, `submission` drives one letter over it phase by phase, `receipt` says what came of it.
"""
