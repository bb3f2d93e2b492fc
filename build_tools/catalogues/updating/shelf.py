"""Catalogues that fill one another: takes a language's files and what they were, keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.catalogues.updating.memory import Memory
from build_tools.catalogues.updating.model import File, Template, Tongue
from build_tools.catalogues.updating.recovery import Lost, Past
from build_tools.layout import safe_join


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Catalogues that fill one another: those of the pages, or the one of the design."""

    tongue: Tongue
    templates: tuple[Template, ...]
    files: Mapping[str, File]
    past: Past
    memory: Memory
    scratch: Path

    def name(self, page: str) -> str:
        """Return how findings name a page's catalogue."""
        return self.tongue.root.relativize(self.path(page))

    def path(self, page: str) -> Path:
        """Return where a page's catalogue lies."""
        return safe_join(self.tongue.root.get_messages_folder(self.tongue.tag), f"{page}.po")

    def lost(self, page: str) -> Lost:
        """Return what a page's catalogue lost: all of it, where it is gone and its page is not."""
        name = self.name(page)
        return self.past.lost.get(name) or self.past.gone.get(name) or Lost()
