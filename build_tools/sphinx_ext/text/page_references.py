"""Name the words that a book sets around the page that a reference leads to."""

from __future__ import annotations

from build_tools.model import UiStrings

PAGE = "{page}"
PAGE_PATTERN = "(p. {page})"
BRACKETED_PAGE_PATTERN = ", p. {page}"
# In a passage that is not translated, words of the edition would be in another language.
WORDLESS_PATTERNS = ("({page})", ", {page}")


def list_page_patterns(ui_strings: UiStrings) -> tuple[str, str]:
    """Return the pattern of a page, and that within brackets, in the edition's language."""
    return ui_strings(PAGE_PATTERN).text, ui_strings(BRACKETED_PAGE_PATTERN).text
