"""Near matches: takes the messages that nothing fills, gives the nearest msgid of the memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.catalogues import programs
from build_tools.catalogues.updating.headers import in_utf8
from build_tools.catalogues.updating.memory import Memory
from build_tools.catalogues.updating.model import Entry
from build_tools.catalogues.updating.parsing import former_msgid, parsed
from build_tools.catalogues.updating.printing import printed

HEADER = in_utf8(Entry(msgid=""))


def nearest(wanted: Iterable[str], memory: Memory, scratch: Path) -> dict[str, str]:
    """Return for each message that has one the msgid that msgmerge finds most like it."""
    messages = [Entry(msgid=msgid) for msgid in dict.fromkeys(wanted)]
    known = list(memory.sentences())
    if not messages or not known:
        return {}
    template = printed(HEADER, messages)
    made = programs.merged(printed(HEADER, known), template, scratch, ("--no-wrap",))
    entries = parsed(made.decode()).live.values()
    return {entry.msgid: former_msgid(entry) for entry in entries if entry.is_fuzzy}
