"""Hold the catalogues of a language that share translations, and what they lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.catalogues.po_model import PoFile, Template, UpdateRequest
from build_tools.catalogues.update.recovery import LostContent, RecoverableContent
from build_tools.catalogues.update.translation_memory import TranslationMemory
from build_tools.paths import safe_join


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateContext:
    """Hold catalogues that share translations: those of the pages, or that of the UI strings."""

    request: UpdateRequest
    templates: tuple[Template, ...]
    files: Mapping[str, PoFile]
    recoverable: RecoverableContent
    memory: TranslationMemory
    scratch: Path

    def get_file_name(self, page: str) -> str:
        """Return the name of a page's catalogue in findings."""
        return self.request.root.relativize(self.get_path(page))

    def get_path(self, page: str) -> Path:
        """Return the path of a page's catalogue."""
        return safe_join(self.request.root.get_messages_folder(self.request.tag), f"{page}.po")

    def get_lost_content(self, page: str) -> LostContent:
        """Return what a page's catalogue lost: all of it, if the file is gone and its page is not."""
        name = self.get_file_name(page)
        return (
            self.recoverable.changed_files.get(name)
            or self.recoverable.deleted_files.get(name)
            or LostContent()
        )
