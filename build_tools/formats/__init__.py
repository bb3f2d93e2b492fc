"""List the formats: a row each. A writer takes a Reading and a folder, and writes one edition.

`find_missing_glyphs` returns beforehand which characters none of them can set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from build_tools.formats.lacking import find_missing_glyphs
from build_tools.model import Format
from build_tools.reader.reading import Reading

__all__ = ["WRITERS", "Writer", "find_missing_glyphs"]


@dataclass(frozen=True, slots=True)
class Writer:
    """Write an edition in one format; its module is imported when it first writes."""

    module: str

    def __call__(self, reading: Reading, folder: Path, *, cache: Path) -> int | None:
        """Write an edition in `folder`, named by `paths.whole_name`; return its number of pages.

        `cache` is the folder of fonts that serve every edition. The number is None of what is
        not printed.
        """
        pages: int | None = import_module(self.module).write_edition(reading, folder, cache=cache)
        return pages


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        "html": Writer("build_tools.formats.html"),
        "epub": Writer("build_tools.formats.epub"),
        "pdf": Writer("build_tools.formats.pdf"),
        "proof": Writer("build_tools.formats.proof"),
    }
)
