"""WRITERS: a row a format. A writer takes a Reading and a folder, and writes one edition there.

`lacking` says beforehand which letters none of them can set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from build_tools.charter.reading import Reading
from build_tools.formats.lacking import lacking
from build_tools.model import Format

__all__ = ["WRITERS", "Writer", "lacking"]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format's writer; its module is imported when it first writes."""

    module: str

    def __call__(self, reading: Reading, folder: Path, *, cache: Path) -> int | None:
        """Write an edition below `folder`, as `layout.whole_name` calls it; return its pages.

        `cache` is where faces that serve every edition are kept. Pages are None of what is
        not printed.
        """
        pages: int | None = import_module(self.module).write(reading, folder, cache=cache)
        return pages


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        "html": Writer("build_tools.formats.html"),
        "epub": Writer("build_tools.formats.epub"),
        "pdf": Writer("build_tools.formats.pdf"),
        "proof": Writer("build_tools.formats.proof"),
    }
)
