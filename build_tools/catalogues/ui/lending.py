"""Write the strings that Sphinx looks up first."""

from __future__ import annotations

from pathlib import Path

from build_tools.catalogues.mo_writer import format_mo
from build_tools.catalogues.ui.sphinx_strings import SPHINX_MESSAGES
from build_tools.model import Language, UiStrings
from build_tools.paths import safe_join, write_atomically


def write_sphinx_strings(ui_strings: UiStrings, language: Language, into: Path) -> Path:
    """Write Sphinx's own strings as `sphinx.mo` below `into`; return `into`.

    Sphinx looks for it in each of its `locale_dirs` before it takes its own translations.
    """
    texts = {
        message: ui_strings.messages[message].text
        for message in SPHINX_MESSAGES
        if message in ui_strings.messages
    }
    write_atomically(safe_join(into, f"{language.folder}/LC_MESSAGES/sphinx.mo"), format_mo(texts))
    return into
