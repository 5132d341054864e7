"""Web servers that hold calendars, cards or mail: asked in the owner’s name, and nobody else in their place."""
