"""Write editions: each format is a module of this room and a row of `model.FORMATS`."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from build_tools.model import FORMATS
from build_tools.reader.reading import Reading, select_format


class Writer(Protocol):
    """Write an edition in one format."""

    def __call__(self, reading: Reading, folder: Path, *, cache: Path) -> int | None:
        """Write an edition in `folder`; return the number of pages, None of what is not printed.

        `cache` is the folder of fonts that serve every edition.
        """


def load_writer(format: str) -> Writer:
    """Import the module of a format and return its writer, which gets the articles of that format.

    It is told which of its books it writes.
    """
    row = FORMATS[format]
    module: Any = import_module(row.writer)
    writer: Writer = partial(module.write_edition, format=format) if row.sheet else module.write_edition

    def write(reading: Reading, folder: Path, *, cache: Path) -> int | None:
        """Write what of an edition stands in the format."""
        return writer(select_format(reading, row.medium), folder, cache=cache)

    return write if row.is_published else writer
