"""Words lent to Sphinx: takes the words of the design, gives the catalogue that it asks first."""

from __future__ import annotations

from pathlib import Path

from build_tools.catalogues.borrowed import SPHINX
from build_tools.catalogues.mo import compiled
from build_tools.layout import safe_join, write_atomically
from build_tools.model import Language, UiStrings


def lend(words: UiStrings, language: Language, into: Path) -> Path:
    """Write what Sphinx says itself as its `sphinx.mo` below `into`; return `into`.

    Sphinx looks for it in each of its `locale_dirs`, and there before it takes its own words.
    """
    said = {
        message: words.messages[message].text for message in SPHINX if message in words.messages
    }
    write_atomically(safe_join(into, f"{language.folder}/LC_MESSAGES/sphinx.mo"), compiled(said))
    return into
