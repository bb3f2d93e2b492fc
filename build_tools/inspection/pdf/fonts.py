"""Read the fonts of a PDF and their ToUnicode maps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# What a code says where the font tells nothing (Unicode: REPLACEMENT CHARACTER).
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_BFCHAR_SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE_SECTION = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_BFCHAR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F\s]*)>")
_BFRANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F\s]*>|\[[^\]]*\])")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFont:
    """Hold a font of a PDF.

    `unicode_map` is its ToUnicode map, None if it has none. With `has_glyph_codes` a code is a
    glyph number, so that 0 draws .notdef; then `program` is the font file as embedded.
    """

    name: str
    is_embedded: bool
    code_bytes: int = 2
    has_glyph_codes: bool = True
    unicode_map: Mapping[int, str] | None = None
    program: bytes = field(default=b"", repr=False)

    def split_codes(self, data: bytes) -> list[int]:
        """Return the codes of a string that is shown in this font."""
        if self.code_bytes == 1:
            return list(data)
        return [high << 8 | low for high, low in zip(data[::2], data[1::2], strict=False)]

    def get_text(self, code: int) -> str:
        """Return the text of a code."""
        return UNKNOWN if self.unicode_map is None else self.unicode_map.get(code, UNKNOWN)


def parse_pdf_font(font: Any) -> PdfFont:
    """Return a font dictionary as a PdfFont."""
    is_composite = font.get("/Subtype") == "/Type0"
    descendant = font.DescendantFonts[0] if is_composite else font
    descriptor = descendant.get("/FontDescriptor", {})
    is_type3 = font.get("/Subtype") == "/Type3"
    has_glyph_codes = is_composite and descendant.get("/CIDToGIDMap", "/Identity") == "/Identity"
    programs = [descriptor[name] for name in _FONT_FILES if name in descriptor]
    return PdfFont(
        name=str(font.get("/BaseFont", font.get("/Name", "?"))).removeprefix("/"),
        is_embedded=is_type3 or bool(programs),
        code_bytes=2 if is_composite else 1,
        has_glyph_codes=has_glyph_codes,
        unicode_map=_parse_tounicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else None,
        program=programs[0].read_bytes() if has_glyph_codes and programs else b"",
    )


def _parse_tounicode(cmap: bytes) -> dict[int, str]:
    """Return the text of each code of a ToUnicode map (ISO 32000-1, 9.10.3)."""
    text = cmap.decode("latin-1")
    unicode_map: dict[int, str] = {}
    for part in _BFRANGE_SECTION.findall(text):
        for first, last, target in _BFRANGE.findall(part):
            unicode_map.update(_expand_range(int(first, 16), int(last, 16), target))
    for part in _BFCHAR_SECTION.findall(text):
        unicode_map.update(
            {int(code, 16): _decode_hex(letters) for code, letters in _BFCHAR.findall(part)}
        )
    return unicode_map


def _expand_range(first: int, last: int, target: str) -> Iterator[tuple[int, str]]:
    texts = [_decode_hex(one) for one in re.findall(r"<([^>]*)>", target)]
    if target.startswith("["):
        yield from zip(range(first, last + 1), texts, strict=False)
    elif texts[0]:
        for code in range(first, last + 1):
            yield code, texts[0][:-1] + chr(ord(texts[0][-1]) + code - first)


def _decode_hex(digits: str) -> str:
    data = bytes.fromhex("".join(digits.split()))
    return data.decode("utf-16-be", errors="replace")
