"""Draw combining marks, and glyphs that only extend a letter, as composite glyphs within their line.

WeasyPrint 70 moves to the position of a mark, draws it, raised if need be, and moves back, which reader
programs take for a line of its own and for a word space. Here the marks of a letter become one glyph, drawn
from the end of that letter: the page looks the same and the word is whole. What extends a letter has no
character of its own, and any other in its place would divide the word: it becomes one glyph with its letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools import fonts
from build_tools.fonts import CompositeGlyph, PlacedGlyph
from build_tools.pdf import content_stream
from build_tools.pdf.content_stream import TextElement, TextRise
from build_tools.pdf.tounicode import IGNORABLE

# In thousandths of the size: a move and a width, each cut off or rounded to a whole one.
CUT_OFF = 2


@dataclass(slots=True, kw_only=True)
class PdfFont:
    """Describe an embedded font: its PDF objects, the texts of its glyphs, its composites."""

    font_stream: pydyf.Stream
    widths: pydyf.Array
    tounicode_rows: list[bytes]
    units_per_em: int
    glyph_texts: Mapping[int, str]
    mark_glyphs: frozenset[int]
    composites: set[CompositeGlyph] = field(default_factory=set)
    composite_numbers: dict[CompositeGlyph, int] = field(default_factory=dict)
    lone_extenders: set[TextElement] = field(default_factory=set)

    def get_width(self, glyph: int) -> float:
        """Return the width of a glyph from the PDF's array: `first [width width …]`."""
        for first, row in zip(self.widths[::2], self.widths[1::2], strict=True):
            if first <= glyph < first + len(row):
                return float(row[glyph - first])
        return 0.0

    def add_composites(self) -> None:
        """Add the composite glyphs to the font, to its widths and to its ToUnicode CMap."""
        composites = sorted(self.composites)
        if not composites:
            return
        font, first = fonts.add_composite_glyphs(b"".join(self.font_stream.stream), composites)
        self.font_stream.stream, self.font_stream.extra["Length1"] = [font], len(font)
        self.composite_numbers = {glyph: number for number, glyph in enumerate(composites, first)}
        self.widths += [first, pydyf.Array(map(self._get_composite_width, composites))]
        rows = [
            b"<%04x> <%s>" % (number, self._encode_composite_text(glyph))
            for glyph, number in self.composite_numbers.items()
        ]
        self._replace_bfchars([*filter(self._is_shown, self.tounicode_rows), *rows])

    def _replace_bfchars(self, bfchars: list[bytes]) -> None:
        rows = self.tounicode_rows
        start = next(index for index, row in enumerate(rows) if row.endswith(b"beginbfchar"))
        rows[start : rows.index(b"endcmap")] = content_stream.iter_bfchar_rows(bfchars)

    def _is_shown(self, row: bytes) -> bool:
        """Return whether a row maps a glyph that is still shown: no extender that is part of a composite."""
        match = content_stream.BFCHAR_ROW.fullmatch(row)
        glyph = int(match[1], 16) if match else 0
        return bool(match) and (not self.is_extender(glyph) or glyph in self.lone_extenders)

    def _get_composite_width(self, composite: CompositeGlyph) -> float:
        last = composite.parts[-1]
        reach = last.right * 1000 / self.units_per_em
        return 0 if composite.is_mark else reach + self.get_width(last.glyph)

    def _encode_composite_text(self, composite: CompositeGlyph) -> bytes:
        """Return the text of a composite glyph as hexadecimal UTF-16, marks in canonical order."""
        letters = "".join(self.glyph_texts[part.glyph] for part in composite.parts).replace(IGNORABLE, "")
        text = "".join(sorted(letters, key=unicodedata.combining))
        return text.encode("utf-16-be").hex().encode()

    def is_extender(self, element: TextElement) -> bool:
        """Return whether an element is a glyph that is only a part of another's letter."""
        return isinstance(element, int) and self.glyph_texts.get(element) == IGNORABLE

    def is_combined(self, element: TextElement) -> bool:
        """Return whether an element is drawn otherwise: a mark, an extender, or a move up or down."""
        if isinstance(element, int):
            return element in self.mark_glyphs or self.is_extender(element)
        return isinstance(element, TextRise)

    def join_extenders(self, elements: Sequence[TextElement]) -> list[TextElement]:
        """Return the elements with each extender drawn as one with the letter after it.

        In scripts that are read from the right, a letter is drawn after what extends it.
        """
        joined: list[TextElement] = []
        start: int | None = None
        for element in elements:
            joined.append(element)
            if self.is_extender(element):
                start = len(joined) - 1 if start is None else start
            elif isinstance(element, (int, TextRise)):
                if start is not None and isinstance(element, int) and self.glyph_texts[element].isalpha():
                    joined[start:] = [self._compose(joined[start:])]
                start = None
        return joined

    def _compose(self, elements: Sequence[TextElement]) -> CompositeGlyph:
        """Return glyphs, and the moves between them, as one glyph."""
        parts, advance = list[PlacedGlyph](), 0.0
        for element in elements:
            if isinstance(element, int):
                parts.append(PlacedGlyph(element, round(advance / 1000 * self.units_per_em), 0))
                advance += self.get_width(element)
            elif isinstance(element, (float, bytes)):
                advance -= float(element)
        return CompositeGlyph(tuple(parts), is_mark=False)


def iter_extensible_fonts(pdf: Any) -> Iterator[tuple[bytes, PdfFont]]:
    """Yield each font to which glyphs can be added, with the name that pages use for it."""
    objects = {item.reference: item for item in pdf.objects}
    for font in pdf.objects:
        # A font with missing glyphs is not: WeasyPrint numbers their substitutes as ours would be.
        if not (isinstance(font, pydyf.Dictionary) and font.get("Encoding") == "/Identity-H"):
            continue
        (descendant,) = map(objects.__getitem__, font["DescendantFonts"])
        file = objects.get(objects[descendant["FontDescriptor"]].get("FontFile2"))
        units = fonts.get_units_per_em(b"".join(file.stream)) if file else 0
        if units:
            name = content_stream.get_font_name(font["BaseFont"])
            rows = objects[font["ToUnicode"]].stream
            yield name, _read_pdf_font(file, descendant["W"], rows, units)


def _read_pdf_font(file: pydyf.Stream, widths: pydyf.Array, rows: list[bytes], units: int) -> PdfFont:
    texts, marks = {}, set()
    for match in filter(None, map(content_stream.BFCHAR_ROW.fullmatch, rows)):
        glyph, text = int(match[1], 16), bytes.fromhex(match[2].decode()).decode("utf-16-be")
        texts[glyph] = text
        if text and all(map(unicodedata.combining, text)):
            marks.add(glyph)
    return PdfFont(
        font_stream=file,
        widths=widths,
        tounicode_rows=rows,
        units_per_em=units,
        glyph_texts=texts,
        mark_glyphs=frozenset(marks),
    )


def combine_diacritics(pdf: Any) -> None:
    """Draw each mark and extender within its line, if glyphs can be added to its font."""
    fonts = dict(iter_extensible_fonts(pdf))
    changes = []
    for page in content_stream.iter_content_streams(pdf):
        for operation in content_stream.iter_text_operations(page):
            font = fonts.get(operation.font)
            if font and any(map(font.is_combined, operation.elements)):
                placement = MarkPlacement(font=font, size=operation.size)
                elements = list(placement.place_marks(font.join_extenders(operation.elements)))
                font.composites.update(e for e in elements if isinstance(e, CompositeGlyph))
                font.lone_extenders.update(filter(font.is_extender, elements))
                changes.append((page, operation, font, elements))
    for font in fonts.values():
        font.add_composites()
    for page, operation, font, elements in changes:
        operator = content_stream.format_text_operator(elements, font.composite_numbers)
        end = operation.position + operation.length
        page.stream[operation.position : end] = [operator, *[b""] * (operation.length - 1)]


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
            else:
                yield from self._flush_marks()
                yield self._raise_glyph(element) if isinstance(element, int) and self.rise else element
        yield from self._flush_marks()

    def _raise_glyph(self, glyph: int) -> CompositeGlyph:
        return CompositeGlyph((PlacedGlyph(glyph, 0, self.rise),), is_mark=False)

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
        if width := self.font.get_width(glyph):
            self._add_move(-width)

    def _flush_marks(self) -> Iterator[TextElement]:
        """Yield the marks, and the way from them to the letter as one move.

        None for what WeasyPrint has cut off in whole units: a letter that lies a hair to the left of its
        mark comes before it for poppler.
        """
        if self.marks:
            first, *others = self.marks
            is_plain = not (others or first.right or first.up or self.font.get_width(first.glyph))
            yield first.glyph if is_plain else CompositeGlyph(tuple(self.marks), is_mark=True)
            self.moves = [b"%d" % -round(self.advance)] if abs(self.advance) > CUT_OFF else []
        yield from self.moves
        self.marks, self.moves, self.advance = [], [], 0.0
