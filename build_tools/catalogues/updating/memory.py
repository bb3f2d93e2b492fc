"""What a language has ever said: takes its catalogues, gives the translations of a msgid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_tools.catalogues.updating.model import Entry, File


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A translation and where it stands; `commit` where it is only in the history of that file."""

    entry: Entry
    page: str
    file: str
    commit: str = ""

    def rank(self, page: str) -> tuple[int, bool, str, int]:
        """Return how far it is from a page: its own, its publication's, another's, history."""
        return self._distance(page), self.entry.obsolete, self.page, self.entry.line

    def _distance(self, page: str) -> int:
        if self.commit:
            return 3
        if self.page == page:
            return 0
        return 1 if self.page.partition("/")[0] == page.partition("/")[0] else 2


@dataclass(frozen=True, slots=True)
class Memory:
    """Every translation of a language by its msgid."""

    origins: dict[str, list[Origin]] = field(default_factory=lambda: defaultdict(list))

    def add(self, page: str, file: str, entries: Iterable[Entry], commit: str = "") -> None:
        """Remember what is translated and sure."""
        for entry in entries:
            if entry.is_translated and not entry.context and entry.plural is None:
                self.origins[entry.msgid].append(
                    Origin(entry=entry, page=page, file=file, commit=commit)
                )

    def exact(self, msgid: str, page: str) -> Origin | None:
        """Return the translation of a msgid that is nearest to a page, None where there is none."""
        found = self.origins.get(msgid, ())
        return min(found, key=lambda origin: origin.rank(page), default=None)

    def sentences(self) -> Iterator[Entry]:
        """Yield one entry for each msgid: what a near match is sought among."""
        for found in self.origins.values():
            entry = found[0].entry
            yield Entry(msgid=entry.msgid, texts=entry.texts)


def remembered(files: Iterable[File]) -> Memory:
    """Return the memory of a language's catalogues."""
    memory = Memory()
    for file in files:
        memory.add(file.page, file.file, file.catalogue.entries)
    return memory
