"""Count the words of the design that a root's press.po has in a language."""

from __future__ import annotations

import os
from collections.abc import Iterable

from build_tools.catalogues.discovery import require_plain_file
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.catalogues.ui_strings import load_ui_strings
from build_tools.catalogues.update.ui_template import read_ui_template
from build_tools.model import Coverage, Language, Register
from build_tools.paths import Root


def count_ui_coverage(
    root: Root, register: Register, language: Language, root_entries: Iterable[Entry] = ()
) -> Coverage | None:
    """Count the words of the UI strings, those of this project and of Sphinx as translated.

    `root_entries` are the messages of the root's own lists.
    Return None if the root has no press.po in the language. Raises UserError `catalogue/…`.
    """
    path = root.get_ui_catalogue(language.tag)
    if not os.path.lexists(path):
        return None
    messages = read_catalogue(require_plain_file(path, root), root.relativize(path)).messages
    fuzzy = {message.msgid for message in messages if message.state == "fuzzy"}
    shown = load_ui_strings(language, root).messages
    entries = read_ui_template(root, register, language.tag, root_entries).entries
    counts = (_count_words(entry, entry.has_text or entry.msgid in shown, fuzzy) for entry in entries)
    return sum(counts, Coverage())


def _count_words(entry: Entry, is_translated: bool, fuzzy: set[str]) -> Coverage:
    words = len(entry.msgid.split())
    if is_translated:
        return Coverage(words=words, translated=words)
    if entry.msgid in fuzzy:
        return Coverage(words=words, fuzzy=words)
    return Coverage(words=words, missing=words)
