"""Collect the words that a doctree says, in reading order, for the checks."""

from build_tools.expected_text.collector import collect_expected_text

__all__ = ["collect_expected_text"]
