"""Collect the words that a doctree says, for checks."""
