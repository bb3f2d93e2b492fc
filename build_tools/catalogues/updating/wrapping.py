"""How a translator's program breaks lines: takes a catalogue, gives the options for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from build_tools.catalogues import programs
from build_tools.catalogues.updating.model import File
from build_tools.catalogues.updating.printing import printed

WAYS = (("--no-wrap",), *((f"--width={width}",) for width in (76, 79, 80, 78, 77)))


def options(file: File | None, beside: Iterable[File]) -> tuple[str, ...]:
    """Return the options of gettext that come nearest to how a file is wrapped.

    Where none of its lines is long enough to tell, those of the files beside it tell.
    """
    for each in (*([file] if file else []), *beside):
        found = _nearest(each)
        if found:
            return found
    return WAYS[0]


@lru_cache(maxsize=1024)
def _nearest(file: File) -> tuple[str, ...] | None:
    """Return the options for a file, None where all of them make the same of it."""
    before = file.data.replace(b"\r\n", b"\n")
    lines = Counter(before.split(b"\n"))
    kept = {entry.key: entry for entry in reversed(file.catalogue.entries)}
    text = printed(file.catalogue.header, reversed(kept.values())).encode()
    made = {way: programs.again(text, way) for way in WAYS[:2]}
    if len(set(made.values())) == 1:
        return None
    for way in WAYS:
        made[way] = made.get(way) or programs.again(text, way)
        if made[way] == before:
            return way
    return max(made, key=lambda way: (lines & Counter(made[way].split(b"\n"))).total())


def line_ends(file: File | None, data: bytes) -> bytes:
    """Return what is to be written with the line ends that the file had."""
    crlf = file is not None and file.data.count(b"\r\n") * 2 > file.data.count(b"\n")
    return data.replace(b"\n", b"\r\n") if crlf else data
