"""The faces of a PDF: takes a font as the file has it, gives what its glyphs say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# What a code says where the font tells nothing (Unicode: REPLACEMENT CHARACTER).
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_ONES = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_ROWS = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_ONE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F\s]*)>")
_ROW = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F\s]*>|\[[^\]]*\])")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font of a PDF: its name, whether the file has it, how wide its codes are, what they say.

    `letters` is its map to Unicode, None where it has none. `is_by_glyph` says that a code is the
    number of a glyph, so that 0 draws the box for what is missing; then `program` is the font
    itself, as the file has it.
    """

    name: str
    is_within: bool
    code_bytes: int = 2
    is_by_glyph: bool = True
    letters: Mapping[int, str] | None = None
    program: bytes = field(default=b"", repr=False)

    def codes(self, data: bytes) -> list[int]:
        """Return the codes of a string that is shown in this face."""
        if self.code_bytes == 1:
            return list(data)
        return [high << 8 | low for high, low in zip(data[::2], data[1::2], strict=False)]

    def says(self, code: int) -> str:
        """Return the letters that a code stands for."""
        return UNKNOWN if self.letters is None else self.letters.get(code, UNKNOWN)


def face(font: Any) -> Face:
    """Return a font of a PDF as a Face."""
    is_composite = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if is_composite else font
    described = inner.get("/FontDescriptor", {})
    drawn_within = font.get("/Subtype") == "/Type3"
    is_by_glyph = is_composite and inner.get("/CIDToGIDMap", "/Identity") == "/Identity"
    programs = [described[name] for name in _FILES if name in described]
    return Face(
        name=str(font.get("/BaseFont", font.get("/Name", "?"))).removeprefix("/"),
        is_within=drawn_within or bool(programs),
        code_bytes=2 if is_composite else 1,
        is_by_glyph=is_by_glyph,
        letters=_letters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else None,
        program=programs[0].read_bytes() if is_by_glyph and programs else b"",
    )


def _letters(cmap: bytes) -> dict[int, str]:
    """Return what a ToUnicode map says of each code (ISO 32000-1, 9.10.3)."""
    text = cmap.decode("latin-1")
    found: dict[int, str] = {}
    for part in _ROWS.findall(text):
        for first, last, said in _ROW.findall(part):
            found.update(_row(int(first, 16), int(last, 16), said))
    for part in _ONES.findall(text):
        found.update({int(code, 16): _said(letters) for code, letters in _ONE.findall(part)})
    return found


def _row(first: int, last: int, said: str) -> Iterator[tuple[int, str]]:
    each = [_said(one) for one in re.findall(r"<([^>]*)>", said)]
    if said.startswith("["):
        yield from zip(range(first, last + 1), each, strict=False)
    elif each[0]:
        for code in range(first, last + 1):
            yield code, each[0][:-1] + chr(ord(each[0][-1]) + code - first)


def _said(digits: str) -> str:
    data = bytes.fromhex("".join(digits.split()))
    return data.decode("utf-16-be", errors="replace")
