"""How letters leave: a message's bytes, a server, a receipt. Speaks values; never Django or our models."""
