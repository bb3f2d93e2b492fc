"""Inspect EPUB files."""
