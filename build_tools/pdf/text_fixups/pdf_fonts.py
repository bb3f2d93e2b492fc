"""Find the fonts of a PDF to which glyphs can be added, and add composite glyphs to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools import fonts
from build_tools.fonts import CompositeGlyph
from build_tools.pdf.text_fixups import content_stream


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
        end = self.tounicode_rows.index(b"endcmap")
        self.tounicode_rows[end:end] = content_stream.iter_bfchar_rows(rows)

    def _get_composite_width(self, composite: CompositeGlyph) -> float:
        return 0 if composite.is_mark else self.get_width(composite.parts[-1].glyph)

    def _encode_composite_text(self, composite: CompositeGlyph) -> bytes:
        """Return the text of a composite glyph as hexadecimal UTF-16, marks in canonical order."""
        letters = "".join(self.glyph_texts[part.glyph] for part in composite.parts)
        text = "".join(sorted(letters, key=unicodedata.combining))
        return text.encode("utf-16-be").hex().encode()


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
