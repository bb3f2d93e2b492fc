"""Let msgmerge find the closest msgids of the translation memory for new messages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.catalogues import gettext_programs
from build_tools.catalogues.po_model import Entry
from build_tools.catalogues.po_parser import parse_po, parse_previous_msgid
from build_tools.catalogues.po_writer import format_po
from build_tools.catalogues.update.po_header import set_utf8_charset
from build_tools.catalogues.update.translation_memory import TranslationMemory

UTF8_HEADER = set_utf8_charset(Entry(msgid=""))


def find_fuzzy_matches(
    wanted: Iterable[str], memory: TranslationMemory, scratch: Path
) -> dict[str, str]:
    """Return, for each message that has one, the most similar msgid that msgmerge finds."""
    messages = [Entry(msgid=msgid) for msgid in dict.fromkeys(wanted)]
    candidates = list(memory.iter_entries())
    if not messages or not candidates:
        return {}
    template = format_po(UTF8_HEADER, messages)
    po = gettext_programs.run_msgmerge(
        format_po(UTF8_HEADER, candidates), template, scratch, ("--no-wrap",)
    )
    entries = parse_po(po.decode()).live_entries.values()
    return {entry.msgid: parse_previous_msgid(entry) for entry in entries if entry.is_fuzzy}
