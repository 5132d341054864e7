"""Importing: files become items with what they tell, read beside while they are written."""
