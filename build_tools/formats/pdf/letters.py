"""What each glyph of a book says: takes a PDF about to be written, mends its ToUnicode maps.

Where several glyphs draw one cluster (a kasra and a shadda), WeasyPrint 70 gives all letters
to the first and none to the others; a reader program needs a letter for each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import Any

import pydyf

from build_tools import fonts

# Says nothing and is not seen: for a glyph that is but part of another's letter.
NOTHING = "\N{COMBINING GRAPHEME JOINER}"
ROW = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


def complete(pdf: Any) -> None:
    """Give a letter to each glyph that has none, from the font that the PDF brings."""
    objects = {item.reference: item for item in pdf.objects}
    for font in list(pdf.objects):
        if not isinstance(font, pydyf.Dictionary) or "ToUnicode" not in font:
            continue
        rows = objects[font["ToUnicode"]].stream
        if any(row.endswith(b" <>") for row in rows):
            named = partial(_row, _letters(font, objects))
            rows[:] = [ROW.sub(named, row) for row in rows]


def _letters(font: pydyf.Dictionary, objects: Mapping[bytes, Any]) -> Mapping[int, str]:
    descendant = objects[_first(font["DescendantFonts"])]
    descriptor = objects[descendant["FontDescriptor"]]
    file = descriptor.get("FontFile2") or descriptor["FontFile3"]
    return fonts.glyphs(b"".join(objects[file].stream))


def _first(references: Any) -> bytes:
    reference: bytes = references[0]
    return reference


def _row(letters: Mapping[int, str], found: re.Match[bytes]) -> bytes:
    text = bytes.fromhex(found[2].decode()).decode("utf-16-be")
    own = letters.get(int(found[1], 16), "")
    if not text:
        text = own or NOTHING
    elif own in text and all(unicodedata.combining(letter) for letter in text):
        text = own or text
    return b"<%s> <%s>" % (found[1], text.encode("utf-16-be").hex().encode())
