"""How a translator's program breaks lines: takes a catalogue, gives the options for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from build_tools.catalogues import programs
from build_tools.catalogues.updating.model import File
from build_tools.catalogues.updating.printing import printed

MANNERS = (("--no-wrap",), *((f"--width={width}",) for width in (76, 79, 80, 78, 77)))


def manner(file: File | None, beside: Iterable[File]) -> tuple[str, ...]:
    """Return the options of gettext that come nearest to how a file is wrapped.

    Where none of its lines is long enough to tell, those of the files beside it tell.
    """
    for each in (*([file] if file else []), *beside):
        options = _manner(each)
        if options:
            return options
    return MANNERS[0]


def _manner(file: File) -> tuple[str, ...] | None:
    """Return the options for a file, None where all of them make the same of it."""
    before = file.data.replace(b"\r\n", b"\n")
    lines = Counter(before.split(b"\n"))
    kept = {entry.key: entry for entry in reversed(file.catalogue.entries)}
    text = printed(file.catalogue.header, reversed(kept.values())).encode()
    made = {options: programs.again(text, options) for options in MANNERS[:2]}
    if len(set(made.values())) == 1:
        return None
    for options in MANNERS:
        made[options] = made.get(options) or programs.again(text, options)
        if made[options] == before:
            return options
    return max(made, key=lambda options: (lines & Counter(made[options].split(b"\n"))).total())


def line_ends(file: File | None, data: bytes) -> bytes:
    """Return what is to be written with the line ends that the file had."""
    crlf = file is not None and file.data.count(b"\r\n") * 2 > file.data.count(b"\n")
    return data.replace(b"\n", b"\r\n") if crlf else data
