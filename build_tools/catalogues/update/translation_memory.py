"""Store all translations of a language by msgid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.catalogues import gettext_programs
from build_tools.catalogues.po_model import Entry, PoFile
from build_tools.catalogues.po_parser import parse_po, parse_previous_msgid
from build_tools.catalogues.po_writer import format_po
from build_tools.catalogues.review.header_fields import set_utf8_charset
from build_tools.catalogues.update.fuzzy_candidates import iter_fuzzy_groups


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTranslation:
    """Describe a translation and its file; `commit` is set if only git's history has it."""

    entry: Entry
    page: str
    file: str
    commit: str = ""

    def compute_rank(self, page: str) -> tuple[int, bool, str, int]:
        """Return the distance to a page: same page, same publication, another one, history."""
        is_elsewhere = self.page.partition("/")[0] != page.partition("/")[0]
        distance = 3 if self.commit else (self.page != page) + is_elsewhere
        return distance, self.entry.is_obsolete, self.page, self.entry.line


@dataclass(frozen=True, slots=True)
class TranslationMemory:
    """Store every translation of a language by its msgid."""

    translations: dict[str, list[StoredTranslation]] = field(default_factory=lambda: defaultdict(list))

    def add(self, page: str, file: str, entries: Iterable[Entry], commit: str = "") -> None:
        """Add the entries that are translated and not fuzzy."""
        for entry in entries:
            if entry.is_translated and not entry.msgctxt and entry.msgid_plural is None:
                self.translations[entry.msgid].append(
                    StoredTranslation(entry=entry, page=page, file=file, commit=commit)
                )

    def find_exact_match(self, msgid: str, page: str) -> StoredTranslation | None:
        """Return the translation of a msgid that is nearest to a page, or None."""
        candidates = self.translations.get(msgid, ())
        return min(candidates, key=lambda origin: origin.compute_rank(page), default=None)

    def iter_entries(self) -> Iterator[Entry]:
        """Yield one entry for each msgid, as candidates for fuzzy matches."""
        for translations in self.translations.values():
            entry = translations[0].entry
            yield Entry(msgid=entry.msgid, msgstr=entry.msgstr)


def build_translation_memory(files: Iterable[PoFile]) -> TranslationMemory:
    """Return the translation memory of a language's catalogues."""
    memory = TranslationMemory()
    for file in files:
        memory.add(file.page, file.file, file.catalogue.entries)
    return memory


UTF8_HEADER = set_utf8_charset(Entry(msgid=""))


def find_fuzzy_matches(wanted: Iterable[str], memory: TranslationMemory, scratch: Path) -> dict[str, str]:
    """Return, for each message that has one, the most similar msgid that msgmerge finds."""
    messages = [Entry(msgid=msgid) for msgid in dict.fromkeys(wanted)]
    candidates = list(memory.iter_entries())
    matches: dict[str, str] = {}
    if messages and candidates:
        for group, chosen in iter_fuzzy_groups(messages, candidates):
            template = format_po(UTF8_HEADER, group)
            definitions = format_po(UTF8_HEADER, chosen)
            po = gettext_programs.run_msgmerge(definitions, template, scratch, ("--no-wrap",))
            entries = parse_po(po.decode()).live_entries.values()
            matches |= {entry.msgid: parse_previous_msgid(entry) for entry in entries if entry.is_fuzzy}
    return matches
