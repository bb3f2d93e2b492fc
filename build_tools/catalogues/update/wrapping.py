"""Choose gettext's wrapping options that fit how a translator's program wraps lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from build_tools.catalogues import gettext_programs
from build_tools.catalogues.po_model import PoFile
from build_tools.catalogues.po_writer import format_po

WRAP_OPTIONS = (("--no-wrap",), *((f"--width={width}",) for width in (76, 79, 80, 78, 77)))


def choose_wrap_options(file: PoFile | None, neighbours: Iterable[PoFile]) -> tuple[str, ...]:
    """Return the options of gettext that come nearest to how a file is wrapped.

    If none of its lines is long enough to decide, the files beside it decide.
    """
    for candidate in (*([file] if file else []), *neighbours):
        options = _find_closest_options(candidate)
        if options:
            return options
    return WRAP_OPTIONS[0]


@lru_cache(maxsize=1024)
def _find_closest_options(file: PoFile) -> tuple[str, ...] | None:
    """Return the options for a file, or None if all of them give the same result."""
    before = file.data.replace(b"\r\n", b"\n")
    lines = Counter(before.split(b"\n"))
    entries = {entry.key: entry for entry in reversed(file.catalogue.entries)}
    text = format_po(file.catalogue.header, reversed(entries.values())).encode()
    results = {way: gettext_programs.run_msgcat(text, way) for way in WRAP_OPTIONS[:2]}
    if len(set(results.values())) == 1:
        return None
    for way in WRAP_OPTIONS:
        results[way] = results.get(way) or gettext_programs.run_msgcat(text, way)
        if results[way] == before:
            return way
    return max(
        results, key=lambda options: (lines & Counter(results[options].split(b"\n"))).total()
    )


def restore_line_ends(file: PoFile | None, data: bytes) -> bytes:
    """Return the bytes to write with the line ends that the file had."""
    crlf = file is not None and file.data.count(b"\r\n") * 2 > file.data.count(b"\n")
    return data.replace(b"\n", b"\r\n") if crlf else data
