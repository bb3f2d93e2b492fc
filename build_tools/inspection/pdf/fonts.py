"""Read the fonts of a PDF: the text and the width of each glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_BFCHAR_SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE_SECTION = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_BFCHAR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F\s]*)>")
_BFRANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F\s]*>|\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class PdfFont:
    """Hold the text and the width of each glyph, by code as four hexadecimal digits.

    Widths are in units of the font size. `unicode_map` is empty if there is no ToUnicode map.
    """

    name: str
    unicode_map: Mapping[str, str]
    widths: Mapping[str, float]
    default_width: float


def parse_pdf_font(font: Any) -> PdfFont:
    """Return a font dictionary as a PdfFont."""
    descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    cmap = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    widths = _parse_widths(descendant.get("/W", []))
    return PdfFont(
        name=str(font.get("/BaseFont", font.get("/Name", "?"))).removeprefix("/"),
        unicode_map={f"{code:04x}": text for code, text in parse_tounicode(cmap).items()},
        widths={f"{code:04x}": width / 1000 for code, width in widths},
        default_width=float(descendant.get("/DW", 1000)) / 1000,
    )


def _parse_widths(rows: Any) -> Iterator[tuple[int, float]]:
    """Yield the width of each code (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    items = iter(rows)
    for first in items:
        widths = next(items, pikepdf.Array())
        if isinstance(widths, pikepdf.Array):
            yield from enumerate(map(float, widths), int(first))
        else:
            width = float(next(items))
            yield from ((code, width) for code in range(int(first), int(widths) + 1))


def parse_tounicode(cmap: bytes) -> dict[int, str]:
    """Return the text of each code of a ToUnicode map (ISO 32000-1, 9.10.3)."""
    text = cmap.decode("latin-1")
    unicode_map: dict[int, str] = {}
    for section in _BFRANGE_SECTION.findall(text):
        for first, last, target in _BFRANGE.findall(section):
            unicode_map.update(_expand_range(int(first, 16), int(last, 16), target))
    for section in _BFCHAR_SECTION.findall(text):
        for code, target in _BFCHAR.findall(section):
            unicode_map[int(code, 16)] = _decode_hex(target)
    return unicode_map


def _expand_range(first: int, last: int, target: str) -> Iterator[tuple[int, str]]:
    texts = [_decode_hex(digits) for digits in re.findall(r"<([^>]*)>", target)]
    if target.startswith("["):
        yield from zip(range(first, last + 1), texts, strict=False)
    elif texts[0]:
        for code in range(first, last + 1):
            yield code, texts[0][:-1] + chr(ord(texts[0][-1]) + code - first)


def _decode_hex(digits: str) -> str:
    data = bytes.fromhex("".join(digits.split()))
    return data.decode("utf-16-be", errors="replace")
