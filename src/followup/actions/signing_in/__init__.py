"""Signing in with a provider instead of giving a password: begin, finish, renew, end.

A sign-in waits as a row until its person has agreed on the provider's page; then it becomes a grant, whose
tokens are kept encrypted, shown to the provider's own servers only, and renewed by one process at a time.
"""
