"""Sending: an approved letter leaves once, and whatever comes of it is written down."""
