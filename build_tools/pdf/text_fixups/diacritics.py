"""Draw combining marks as composite glyphs within their line.

WeasyPrint 70 moves to the position of a mark, draws it, above the baseline if need be, and moves
back. Reader programs take raised text for a line of its own and the move back for a word space,
and break the word in two. Here the marks of a letter become one glyph, drawn from the end of
that letter: the page looks the same and the word is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.fonts import CompositeGlyph, PlacedGlyph
from build_tools.pdf.text_fixups import content_stream
from build_tools.pdf.text_fixups.content_stream import TextElement, TextRise
from build_tools.pdf.text_fixups.pdf_fonts import PdfFont, iter_extensible_fonts


def combine_diacritics(pdf: Any) -> None:
    """Draw each mark within its line, if glyphs can be added to its font."""
    fonts = dict(iter_extensible_fonts(pdf))
    changes = []
    for page in content_stream.iter_content_streams(pdf):
        for operation in content_stream.iter_text_operations(page):
            font = fonts.get(operation.font)
            if font and any(_is_raised(element, font) for element in operation.elements):
                placement = MarkPlacement(font=font, size=operation.size)
                elements = list(placement.place_marks(operation.elements))
                font.composites.update(e for e in elements if isinstance(e, CompositeGlyph))
                changes.append((page, operation, font, elements))
    for font in fonts.values():
        font.add_composites()
    for page, operation, font, elements in changes:
        operator = content_stream.format_text_operator(elements, font.composite_numbers)
        end = operation.position + operation.length
        page.stream[operation.position : end] = [operator, *[b""] * (operation.length - 1)]


def _is_raised(element: TextElement, font: PdfFont) -> bool:
    """Return whether an element is a mark, or raises the text."""
    is_mark = isinstance(element, int) and element in font.mark_glyphs
    return is_mark or isinstance(element, TextRise)


@dataclass(slots=True, kw_only=True)
class MarkPlacement:
    """Collect the marks of a letter, and the moves since the first of them."""

    font: PdfFont
    size: float
    rise: int = 0
    advance: float = 0.0
    marks: list[PlacedGlyph] = field(default_factory=list)
    moves: list[float | bytes] = field(default_factory=list)

    def place_marks(self, elements: list[TextElement]) -> Iterator[TextElement]:
        """Yield what is shown: first the marks, then the moves that led to them and back."""
        for element in elements:
            if isinstance(element, TextRise):
                self.rise = round(element.height / self.size * self.font.units_per_em)
            elif isinstance(element, (float, bytes)):
                self._add_move(element)
            elif isinstance(element, int) and element in self.font.mark_glyphs:
                yield from self._add_mark(element)
            elif isinstance(element, int):
                yield from self._flush_marks()
                placed = PlacedGlyph(element, 0, self.rise)
                yield CompositeGlyph((placed,), is_mark=False) if self.rise else element
        yield from self._flush_marks()

    def _add_move(self, move: float | bytes) -> None:
        self.moves.append(move)
        self.advance -= float(move)

    def _add_mark(self, glyph: int) -> Iterator[TextElement]:
        """Collect a mark; the moves before the first one, except the last, belong to the letter."""
        if not self.marks:
            last_move = self.moves[-1:] if self.moves and isinstance(self.moves[-1], float) else []
            yield from self.moves[: len(self.moves) - len(last_move)]
            self.moves, self.advance = last_move, -sum(map(float, last_move))
        right = round(self.advance / 1000 * self.font.units_per_em)
        self.marks.append(PlacedGlyph(glyph, right, self.rise))
        width = self.font.get_width(glyph)
        if width:
            self._add_move(-width)

    def _flush_marks(self) -> Iterator[TextElement]:
        """Yield the collected marks, then the moves."""
        if self.marks:
            (first, *others) = self.marks
            is_plain = not (others or first.right or first.up or self.font.get_width(first.glyph))
            yield first.glyph if is_plain else CompositeGlyph(tuple(self.marks), is_mark=True)
        yield from self.moves
        self.marks, self.moves, self.advance = [], [], 0.0
