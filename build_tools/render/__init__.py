"""Render doctrees as HTML."""
