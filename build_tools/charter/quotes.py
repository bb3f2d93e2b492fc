"""Quotation marks: takes a language, tells docutils which marks straight ones become in it."""

from __future__ import annotations

from docutils.utils.smartquotes import smartchars

from build_tools.model import Language


def teach(language: Language) -> None:
    """Put a language's marks into docutils' table; without marks of ours, docutils' own stay.

    docutils' setting `smartquotes_locales` does the same, but too late for Sphinx, which asks
    the table before whether it knows the language.
    """
    if language.quotes:
        smartchars.quotes[language.tag.lower()] = language.quotes.replace(" ", "")[:4]
