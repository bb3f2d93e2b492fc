"""Fonts of a book that glyphs can be added to: takes a PDF about to be written, gives its Faces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools import fonts
from build_tools.fonts import Moved
from build_tools.paper import drawn


@dataclass(slots=True, kw_only=True)
class Face:
    """A font: its objects, what its glyphs say, and what is to be added or has been."""

    file: pydyf.Stream
    widths: pydyf.Array
    rows: list[bytes]
    units: int
    says: Mapping[int, str]
    marks: frozenset[int]
    moved: set[Moved] = field(default_factory=set)
    numbers: dict[Moved, int] = field(default_factory=dict)

    def width(self, glyph: int) -> float:
        """Return the width of a glyph from what a PDF lists: `first [width width …]`."""
        for first, row in zip(self.widths[::2], self.widths[1::2], strict=True):
            if first <= glyph < first + len(row):
                return float(row[glyph - first])
        return 0.0

    def add_moved(self) -> None:
        """Add the glyphs that are wanted to the font, to its widths and its letters."""
        wanted = sorted(self.moved)
        if not wanted:
            return
        made, first = fonts.with_moved(b"".join(self.file.stream), wanted)
        self.file.stream, self.file.extra["Length1"] = [made], len(made)
        self.numbers = {moved: at for at, moved in enumerate(wanted, first)}
        self.widths += [first, pydyf.Array(self._width(moved) for moved in wanted)]
        end = self.rows.index(b"endcmap")
        rows = [b"<%04x> <%s>" % (at, self._said(moved)) for moved, at in self.numbers.items()]
        self.rows[end:end] = drawn.rows(rows)

    def _width(self, moved: Moved) -> float:
        return 0 if moved.is_mark else self.width(moved.parts[-1].glyph)

    def _said(self, moved: Moved) -> bytes:
        """Return what a glyph says: its marks in the order that Unicode gives them."""
        letters = "".join(self.says[part.glyph] for part in moved.parts)
        return (
            "".join(sorted(letters, key=unicodedata.combining)).encode("utf-16-be").hex().encode()
        )


def faces(pdf: Any) -> Iterator[tuple[bytes, Face]]:
    """Yield each font that glyphs can be added to, by what pages call it."""
    objects = {item.reference: item for item in pdf.objects}
    for font in pdf.objects:
        # Where letters are missing, WeasyPrint numbers what stands for them as ours would be.
        if not (isinstance(font, pydyf.Dictionary) and font.get("Encoding") == "/Identity-H"):
            continue
        (below,) = (objects[each] for each in font["DescendantFonts"])
        file = objects.get(objects[below["FontDescriptor"]].get("FontFile2"))
        units = fonts.units(b"".join(file.stream)) if file else 0
        if units:
            rows = objects[font["ToUnicode"]].stream
            yield drawn.name(font["BaseFont"]), _face(file, below["W"], rows, units)


def _face(file: pydyf.Stream, widths: pydyf.Array, rows: list[bytes], units: int) -> Face:
    found = [row for row in map(drawn.LETTERS.fullmatch, rows) if row]
    says = {int(row[1], 16): bytes.fromhex(row[2].decode()).decode("utf-16-be") for row in found}
    marks = (
        glyph for glyph, said in says.items() if said and all(map(unicodedata.combining, said))
    )
    return Face(file=file, widths=widths, rows=rows, units=units, says=says, marks=frozenset(marks))
