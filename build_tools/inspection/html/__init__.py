"""Inspect HTML pages."""
