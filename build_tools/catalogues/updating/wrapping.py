"""How a translator's program breaks lines: takes a catalogue, gives the options for it."""

from __future__ import annotations

from collections import Counter

from build_tools.catalogues.updating import programs
from build_tools.catalogues.updating.model import File
from build_tools.catalogues.updating.printing import printed

MANNERS = (("--no-wrap",), *((f"--width={width}",) for width in (79, 76, 80, 78, 77)))


def manner(file: File | None) -> tuple[str, ...]:
    """Return the options of gettext that come nearest to how a file is wrapped."""
    if file is None:
        return MANNERS[0]
    before = file.data.replace(b"\r\n", b"\n")
    lines = Counter(before.split(b"\n"))
    kept = {entry.key: entry for entry in reversed(file.catalogue.entries)}
    text = printed(file.catalogue.header, reversed(kept.values())).encode()
    best, most = MANNERS[0], -1
    for options in MANNERS:
        made = programs.again(text, options)
        if made == before:
            return options
        alike = (lines & Counter(made.split(b"\n"))).total()
        if alike > most:
            best, most = options, alike
    return best


def line_ends(file: File | None, data: bytes) -> bytes:
    """Return what is to be written with the line ends that the file had."""
    crlf = file is not None and file.data.count(b"\r\n") * 2 > file.data.count(b"\n")
    return data.replace(b"\n", b"\r\n") if crlf else data
