"""Register the quotation marks of a language with docutils' smart quotes."""

from __future__ import annotations

from docutils.utils.smartquotes import smartchars

from build_tools.model import Language


def register_smartquotes(language: Language) -> None:
    """Add a language's quotation marks to docutils' table; without marks, docutils' own stay.

    The setting `smartquotes_locales` of docutils does the same, but too late for Sphinx, which
    looks the language up in the table before.
    """
    if language.quotes:
        smartchars.quotes[language.tag.lower()] = language.quotes.replace(" ", "")[:4]
