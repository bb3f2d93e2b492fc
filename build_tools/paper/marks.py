"""Marks above and below letters: takes a PDF about to be written, sets them within their line.

WeasyPrint 70 moves to where a mark belongs, draws it, above the line if need be, and moves back.
Reader programs take what stands above the line for a line of its own, what is moved back for a
word of its own, and tear the word in two. Here the marks of a letter become a glyph of their
own, drawn from where the letter before them ends: the page looks the same, the word is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.fonts import Moved, Part
from build_tools.paper import drawn
from build_tools.paper.drawn import Piece, Rise, Show
from build_tools.paper.faces import Face, faces


def set_within(pdf: Any) -> None:
    """Draw each mark at its place within its line, where its font can be added to."""
    known = dict(faces(pdf))
    shown = []
    for page in drawn.pages(pdf):
        for show in drawn.shows(page):
            face = known.get(show.face)
            if face and (face.marks.intersection(_glyphs(show)) or _is_raised(show)):
                pieces = list(Placing(face=face, size=show.size).place(show.pieces))
                face.moved.update(piece for piece in pieces if isinstance(piece, Moved))
                shown.append((page, show, face, pieces))
    for face in known.values():
        face.add_moved()
    for page, show, face, pieces in shown:
        line = drawn.text(pieces, face.numbers)
        page.stream[show.at : show.at + show.length] = [line, *[b""] * (show.length - 1)]


def _glyphs(show: Show) -> Iterator[int]:
    return (piece for piece in show.pieces if isinstance(piece, int))


def _is_raised(show: Show) -> bool:
    return any(isinstance(piece, Rise) for piece in show.pieces)


@dataclass(slots=True, kw_only=True)
class Placing:
    """The marks of a letter that are gathered, and the moves that were met since the first."""

    face: Face
    size: float
    up: int = 0
    right: float = 0.0
    marks: list[Part] = field(default_factory=list)
    moves: list[float | bytes] = field(default_factory=list)

    def place(self, pieces: list[Piece]) -> Iterator[Piece]:
        """Yield what is shown: marks first, then the moves that led to them and back."""
        for piece in pieces:
            if isinstance(piece, Rise):
                self.up = round(piece.height / self.size * self.face.units)
            elif isinstance(piece, (float, bytes)):
                self._move(piece)
            elif isinstance(piece, int) and piece in self.face.marks:
                yield from self._mark(piece)
            elif isinstance(piece, int):
                yield from self._end()
                yield Moved((Part(piece, 0, self.up),), is_mark=False) if self.up else piece
        yield from self._end()

    def _move(self, move: float | bytes) -> None:
        self.moves.append(move)
        self.right -= float(move)

    def _mark(self, glyph: int) -> Iterator[Piece]:
        """Gather a mark; moves before the first one belong to the letter, but for the last."""
        if not self.marks:
            led = self.moves[-1:] if self.moves and isinstance(self.moves[-1], float) else []
            yield from self.moves[: len(self.moves) - len(led)]
            self.moves, self.right = led, -sum(map(float, led))
        right = round(self.right / 1000 * self.face.units)
        self.marks.append(Part(glyph, right, self.up))
        width = self.face.width(glyph)
        if width:
            self._move(-width)

    def _end(self) -> Iterator[Piece]:
        """Yield the marks that were gathered, then the moves."""
        if self.marks:
            (first, *others) = self.marks
            is_plain = not (others or first.right or first.up or self.face.width(first.glyph))
            yield first.glyph if is_plain else Moved(tuple(self.marks), is_mark=True)
        yield from self.moves
        self.marks, self.moves, self.right = [], [], 0.0
