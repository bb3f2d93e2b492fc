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
    """Describe an embedded font: its PDF objects, what its glyphs mean, and its composite glyphs."""

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
        wanted = sorted(self.composites)
        if not wanted:
            return
        font, first = fonts.add_composite_glyphs(b"".join(self.font_stream.stream), wanted)
        self.font_stream.stream, self.font_stream.extra["Length1"] = [font], len(font)
        self.composite_numbers = {moved: at for at, moved in enumerate(wanted, first)}
        self.widths += [first, pydyf.Array(self._get_composite_width(moved) for moved in wanted)]
        end = self.tounicode_rows.index(b"endcmap")
        rows = [
            b"<%04x> <%s>" % (at, self._encode_composite_text(moved))
            for moved, at in self.composite_numbers.items()
        ]
        self.tounicode_rows[end:end] = content_stream.iter_bfchar_rows(rows)

    def _get_composite_width(self, moved: CompositeGlyph) -> float:
        return 0 if moved.is_mark else self.get_width(moved.parts[-1].glyph)

    def _encode_composite_text(self, moved: CompositeGlyph) -> bytes:
        """Return the text of a composite glyph as hexadecimal UTF-16, marks in canonical order."""
        letters = "".join(self.glyph_texts[part.glyph] for part in moved.parts)
        return (
            "".join(sorted(letters, key=unicodedata.combining)).encode("utf-16-be").hex().encode()
        )


def iter_extensible_fonts(pdf: Any) -> Iterator[tuple[bytes, PdfFont]]:
    """Yield each font to which glyphs can be added, with the name that pages use for it."""
    objects = {item.reference: item for item in pdf.objects}
    for font in pdf.objects:
        # Where letters are missing, WeasyPrint numbers what stands for them as ours would be.
        if not (isinstance(font, pydyf.Dictionary) and font.get("Encoding") == "/Identity-H"):
            continue
        (descendant,) = (objects[each] for each in font["DescendantFonts"])
        file = objects.get(objects[descendant["FontDescriptor"]].get("FontFile2"))
        units = fonts.get_units_per_em(b"".join(file.stream)) if file else 0
        if units:
            rows = objects[font["ToUnicode"]].stream
            yield (
                content_stream.get_font_name(font["BaseFont"]),
                _read_pdf_font(file, descendant["W"], rows, units),
            )


def _read_pdf_font(
    file: pydyf.Stream, widths: pydyf.Array, rows: list[bytes], units: int
) -> PdfFont:
    found = [row for row in map(content_stream.BFCHAR_ROW.fullmatch, rows) if row]
    glyph_texts = {
        int(row[1], 16): bytes.fromhex(row[2].decode()).decode("utf-16-be") for row in found
    }
    marks = (
        glyph
        for glyph, said in glyph_texts.items()
        if said and all(map(unicodedata.combining, said))
    )
    return PdfFont(
        font_stream=file,
        widths=widths,
        tounicode_rows=rows,
        units_per_em=units,
        glyph_texts=glyph_texts,
        mark_glyphs=frozenset(marks),
    )
