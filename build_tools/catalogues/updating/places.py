"""Where messages stand in the source: takes a catalogue, gives places in its own manner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.catalogues.updating.model import Catalogue, Entry

_UP = re.compile(r"^(?:\.\./)*")
_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a catalogue writes places: at all, with lines, and behind how many `../`."""

    has_places: bool = True
    has_lines: bool = True
    up: str = "../../"

    def written(self, places: Iterable[str]) -> tuple[str, ...]:
        """Return places as this catalogue has them."""
        if not self.has_places:
            return ()
        named = (_UP.sub(self.up, place, count=1) for place in places)
        return tuple(dict.fromkeys(self._lined(place) for place in named))

    def _lined(self, place: str) -> str:
        return place if self.has_lines else _LINE.sub("", place)


def manner(catalogue: Catalogue | None) -> Manner:
    """Return the manner of a catalogue; that of sphinx-intl where it has no entries yet."""
    live: tuple[Entry, ...] = tuple(catalogue.live.values()) if catalogue else ()
    places = [place for entry in live for place in entry.places]
    if not live:
        return Manner()
    if not places:
        return Manner(has_places=False)
    found = _UP.match(places[0])
    lined = any(_LINE.search(place) for place in places)
    return Manner(has_lines=lined, up=found[0] if found else "")


def same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether places are the same, however many `../` stand in front of them."""
    return [_UP.sub("", place) for place in one] == [_UP.sub("", place) for place in other]
