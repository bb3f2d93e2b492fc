"""Text as a page of a PDF shows it: takes what is to be drawn, gives glyphs and moves, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pydyf

from build_tools.fonts import Moved

FACE = re.compile(rb"/(\S+) (\S+) Tf")
RISE = re.compile(rb"(\S+) Ts")
SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
PIECE = re.compile(rb"<([0-9a-f]*)>|([^<>\s]+)")
LETTERS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
# A list of letters is cut into parts of so many (Adobe Technical Note 5014, 1.4).
PART = 100


class Rise(NamedTuple):
    """From here on, text stands so far above its line."""

    height: float


# A glyph; one that is drawn elsewhere than it stands; a move, the one to where the next glyph is
# drawn as a number and any other as it is written; a rise.
Piece = int | Moved | float | bytes | Rise


class Show(NamedTuple):
    """Some text: which instructions show it, in which face and size, and its pieces."""

    at: int
    length: int
    face: bytes
    size: float
    pieces: list[Piece]


def pages(pdf: Any) -> Iterator[pydyf.Stream]:
    """Yield whatever is drawn: pages, and groups within them."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and type(item) is not pydyf.Stream:
            yield item


def name(base: bytes) -> bytes:
    """Return what pages call a font: WeasyPrint begins its name with it."""
    return base.partition(b"+")[0].removeprefix(b"/")


def shows(page: pydyf.Stream) -> Iterator[Show]:
    """Yield all text of a page, as much at once as stands between two other instructions."""
    face, size, pieces, begin = b"", 1.0, list[Piece](), 0
    for at, each in enumerate((*page.stream, b"")):
        found = list(_pieces(each)) if isinstance(each, bytes) else []
        if found:
            begin = begin if pieces else at
            pieces += found
            continue
        if pieces:
            yield Show(begin, at - begin, face, size, pieces)
            pieces = []
        if isinstance(each, bytes) and (chosen := FACE.fullmatch(each)):
            face, size = chosen[1], float(chosen[2])


def _pieces(instruction: bytes) -> Iterator[Piece]:
    if found := RISE.fullmatch(instruction):
        yield Rise(float(found[1]))
    elif found := SHOWN.fullmatch(instruction):
        for piece in PIECE.finditer(found[1]):
            if piece[2] is None:
                digits = piece[1]
                yield from (int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))
            else:
                yield float(piece[2]) if b"." in piece[2] else piece[2]


def text(pieces: Sequence[Piece], numbers: Mapping[Moved, int]) -> bytes:
    """Return the instruction that shows some pieces; glyphs that are drawn elsewhere by number."""
    made = []
    for piece in pieces:
        if isinstance(piece, Moved):
            made.append(b"<%04x>" % numbers[piece])
        elif isinstance(piece, int):
            made.append(b"<%04x>" % piece)
        elif not isinstance(piece, Rise):
            made.append(piece if isinstance(piece, bytes) else str(piece).encode())
    return b"[" + b" ".join(made).replace(b"> <", b"") + b"] TJ"


def rows(letters: Sequence[bytes]) -> Iterable[bytes]:
    """Return rows of letters as a font lists them."""
    for at in range(0, len(letters), PART):
        part = letters[at : at + PART]
        yield from (b"%d beginbfchar" % len(part), *part, b"endbfchar")
