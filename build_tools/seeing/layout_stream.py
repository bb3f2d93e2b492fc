"""Where letters stand on a page: takes a page of a PDF, gives each piece of a line with its place.

A piece is what is drawn in one go, in one face and size, within one mark. Places are points from
the upper left corner of the sheet, the second downwards. A tokenizer reads a page in a tenth of
the time that a whole parser takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools.seeing.pdf_faces import face
from build_tools.seeing.pdf_reading import read

# Of a text's size: how far letters rise above their line and hang below it.
ABOVE, BELOW = 0.7, 0.2
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_TOKEN = re.compile(
    rb"\[(?P<shown>(?:[^\]\\(]|\\.|\((?:[^\\)]|\\.)*\))*)\]\s*TJ"
    rb"|(?P<single><[0-9a-fA-F]*>)\s*Tj"
    rb"|(?P<numbers>(?:-?[\d.]+\s+){6})(?P<matrix>Tm|cm)"
    rb"|/(?P<face>\S+)\s+(?P<size>-?[\d.]+)\s+Tf"
    rb"|(?P<rise>-?[\d.]+)\s+Ts"
    rb"|/(?P<tag>\S+)\s*(?P<said><<.*?>>|/\S+)?\s*(?P<mark>BDC|BMC)"
    rb"|/(?P<form>\S+)\s+Do\b"
    rb"|\b(?P<word>EMC|BT|ET|q|Q)\b",
    re.DOTALL,
)
_SHOWN = re.compile(rb"<([0-9a-fA-F\s]*)>|(-?[\d.]+)")
_MCID = re.compile(rb"/MCID\s+(\d+)")
# What a font says of a glyph that nobody sees, or that is but part of a letter.
_UNSEEN = re.compile("[\u00ad\u034f\u0640\u200b-\u200f\u2060\ufeff]")
SPACES = frozenset(" \u00a0")
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a line: where they begin and end, the line they stand on, their size.

    Spaces at its edges are no part of its width.
    `text` is in the order of reading, `glyphs` are the codes in the order of drawing, each with
    what it says. `spaces` are how wide its word spaces were set, in units of its size.
    `mcid` ties it to the structure; a piece without one is furniture of the page.
    """

    left: float
    right: float
    base: float
    size: float
    face: str
    text: str
    mcid: int | None = None
    glyphs: tuple[tuple[str, str], ...] = ()
    spaces: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """Where its small letters end above."""
        return self.base - ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Where its letters end below."""
        return self.base + BELOW * self.size


@dataclass(frozen=True, slots=True)
class Font:
    """What a font of the file says and how wide its glyphs are, by code as four digits."""

    name: str
    letters: Mapping[str, str]
    widths: Mapping[str, float]
    usual: float


@dataclass(slots=True)
class _Pen:
    fonts: Mapping[str, Font]
    height: float
    matrix: Matrix = UNIT
    kept: list[Matrix] = field(default_factory=list)
    line: Matrix = UNIT
    font: Font | None = None
    size: float = 0
    marks: list[int | None] = field(default_factory=list)
    at: float = 0
    glyphs: list[tuple[str, str]] = field(default_factory=list)
    spaces: list[float] = field(default_factory=list)
    gap: float = 0
    in_space: bool = False


def fonts(page: Any, known: dict[tuple[int, int], Font]) -> dict[str, Font]:
    """Return the fonts of a page by their names on it; `known` are those of the file so far."""
    named = page.get("/Resources", {}).get("/Font", {})
    for font in (named[name] for name in named):
        if font.objgen not in known:
            known[font.objgen] = _font(font)
    return {name.removeprefix("/"): known[named[name].objgen] for name in named}


def _font(font: Any) -> Font:
    said = face(font)
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return Font(
        name=said.name,
        letters={f"{code:04x}": text for code, text in (said.letters or {}).items()},
        widths={f"{code:04x}": wide / 1000 for code, wide in _widths(inner.get("/W", []))},
        usual=float(inner.get("/DW", 1000)) / 1000,
    )


def _widths(rows: Any) -> Iterator[tuple[int, float]]:
    """Yield the width of each code (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    items = list(rows)
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], pikepdf.Array):
            yield from enumerate((float(each) for each in items[at + 1]), first)
            at += 2
        else:
            for code in range(first, int(items[at + 1]) + 1):
                yield code, float(items[at + 2])
            at += 3


def pieces(page: Any, known: dict[tuple[int, int], Font]) -> tuple[Piece, ...]:
    """Return the pieces of a page in the order of drawing."""
    pen = _Pen(fonts(page, known), height=float(page.mediabox[3]))
    found = []
    for token in _TOKEN.finditer(_drawn(page)):
        piece = _step(token, pen)
        if piece is not None:
            found.append(piece)
    return tuple(found)


def _drawn(page: Any) -> bytes:
    import pikepdf

    contents = page.get("/Contents", pikepdf.Array())
    each = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(one.read_bytes() for one in each)


def _step(token: re.Match[bytes], pen: _Pen) -> Piece | None:
    kind = token.lastgroup
    if kind in ("shown", "single"):
        _show(token[kind], pen)
    elif kind == "matrix":
        _place(token, pen)
    elif kind == "size":
        pen.font, pen.size = pen.fonts.get(token["face"].decode("latin-1")), float(token["size"])
    elif kind == "mark":
        number = _MCID.search(token["said"] or b"")
        pen.marks.append(int(number[1]) if number else None)
    elif kind == "word":
        return _word(token["word"], pen)
    return None


def _word(word: bytes, pen: _Pen) -> Piece | None:
    if word == b"q":
        pen.kept.append(pen.matrix)
    elif word == b"Q" and pen.kept:
        pen.matrix = pen.kept.pop()
    elif word == b"EMC" and pen.marks:
        pen.marks.pop()
    elif word == b"ET":
        return _lift(pen)
    return None


def _place(token: re.Match[bytes], pen: _Pen) -> None:
    numbers = [float(each) for each in token["numbers"].split()]
    matrix = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    if token["matrix"] == b"cm":
        pen.matrix = _times(matrix, pen.matrix)
    else:
        pen.line, pen.at = matrix, 0


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)  # fmt: skip


def _show(shown: bytes, pen: _Pen) -> None:
    if pen.font is None:
        return
    letters, widths, usual = pen.font.letters, pen.font.widths, pen.font.usual
    for digits, number in _SHOWN.findall(shown):
        if number:
            moved = -float(number) / 1000
            pen.at += moved
            pen.gap += moved
            continue
        text = digits.decode()
        for at in range(0, len(text), 4):
            code = text[at : at + 4]
            said, wide = letters.get(code, ""), widths.get(code, usual)
            if pen.in_space:
                pen.spaces.append(pen.gap)
            pen.in_space = said in SPACES
            pen.gap = pen.gap + wide if pen.in_space else 0
            pen.glyphs.append((code, said))
            pen.at += wide


def _lift(pen: _Pen) -> Piece | None:
    if not pen.glyphs or pen.font is None:
        return None
    matrix = _times(pen.line, pen.matrix)
    size = pen.size * abs(matrix[3] or matrix[1])
    before = pen.spaces[0] if pen.spaces and pen.glyphs[0][1] in SPACES else 0
    after = pen.gap if pen.in_space else 0
    said = [text for _, text in pen.glyphs]
    piece = Piece(
        left=matrix[4] + before * size,
        right=matrix[4] + (pen.at - after) * size,
        base=pen.height - matrix[5],
        size=size,
        face=pen.font.name,
        text=_UNSEEN.sub("", read(said)),
        mcid=next((mark for mark in reversed(pen.marks) if mark is not None), None),
        glyphs=tuple(pen.glyphs),
        spaces=tuple(pen.spaces),
    )
    pen.glyphs, pen.spaces, pen.at, pen.gap, pen.in_space = [], [], 0, 0, False
    return piece
