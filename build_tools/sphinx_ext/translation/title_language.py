"""Find the language of a title, which stays in the source's where it is not translated."""

from __future__ import annotations

from docutils import nodes

from build_tools.model import Edition, Language

# The messages of a node, each with its line.
MESSAGE = "press-message"


def find_title_language(title: nodes.Element | None, edition: Edition) -> Language:
    """Return the language of a title, after Sphinx's Locale transform (20)."""
    is_own = title is None or edition.is_source or not title.get(MESSAGE) or bool(title.get("translated"))
    return edition.language if is_own else edition.source
