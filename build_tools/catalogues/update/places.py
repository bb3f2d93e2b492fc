"""Write references to the source (`#:`) in the style of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.catalogues.po_model import Catalogue, Entry

_UP = re.compile(r"^(?:\.\./)*")
_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceStyle:
    """Describe how a catalogue writes references: at all, with lines, and after which `../`."""

    has_references: bool = True
    has_lines: bool = True
    parent_prefix: str = "../../"

    def format_references(self, references: Iterable[str]) -> tuple[str, ...]:
        """Return references in the style of this catalogue."""
        if not self.has_references:
            return ()
        prefixed = (_UP.sub(self.parent_prefix, place, count=1) for place in references)
        return tuple(dict.fromkeys(self._format_line(place) for place in prefixed))

    def _format_line(self, reference: str) -> str:
        return reference if self.has_lines else _LINE.sub("", reference)


def detect_reference_style(catalogue: Catalogue | None) -> ReferenceStyle:
    """Return the style of a catalogue; that of sphinx-intl if it has no entries yet."""
    live_entries: tuple[Entry, ...] = tuple(catalogue.live_entries.values()) if catalogue else ()
    references = [place for entry in live_entries for place in entry.references]
    if not live_entries:
        return ReferenceStyle()
    if not references:
        return ReferenceStyle(has_references=False)
    prefix = _UP.match(references[0])
    has_lines = any(_LINE.search(place) for place in references)
    return ReferenceStyle(has_lines=has_lines, parent_prefix=prefix[0] if prefix else "")


def has_same_references(first: Iterable[str], second: Iterable[str]) -> bool:
    """Return whether references are the same, however many `../` stand before them."""
    return [_UP.sub("", place) for place in first] == [_UP.sub("", place) for place in second]
