"""Parse and write the text-showing operators of PDF content streams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pydyf

from build_tools.fonts import CompositeGlyph

FONT_OPERATOR = re.compile(rb"/(\S+) (\S+) Tf")
RISE_OPERATOR = re.compile(rb"(\S+) Ts")
TJ_OPERATOR = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
TJ_ELEMENT = re.compile(rb"<([0-9a-f]*)>|([^<>\s]+)")
BFCHAR_ROW = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


class TextRise(NamedTuple):
    """Raise the text that follows by a height above its baseline."""

    height: float


# A glyph; a composite one; a move, as a number if it leads to where the next glyph is drawn and
# as it is written if not; a rise.
TextElement = int | CompositeGlyph | float | bytes | TextRise


class TextOperation(NamedTuple):
    """Hold operators that show text: their position, font, size and elements."""

    position: int
    length: int
    font: bytes
    size: float
    elements: list[TextElement]


def iter_content_streams(pdf: Any) -> Iterator[pydyf.Stream]:
    """Yield each content stream: of pages, and of groups in them."""
    return (one for one in pdf.objects if isinstance(one, pydyf.Stream) and type(one) is not pydyf.Stream)


def get_font_name(base: bytes) -> bytes:
    """Return the name that pages use for a font: WeasyPrint puts it first in the BaseFont."""
    return base.partition(b"+")[0].removeprefix(b"/")


def iter_text_operations(page: pydyf.Stream) -> Iterator[TextOperation]:
    """Yield the text operations of a page, each as long as no other operator comes between."""
    font, size, elements, start = b"", 1.0, list[TextElement](), 0
    for position, item in enumerate((*page.stream, b"")):
        instruction = item if isinstance(item, bytes) else b""
        if new_elements := list(_parse_text_elements(instruction)):
            start = start if elements else position
            elements += new_elements
            continue
        if elements:
            yield TextOperation(start, position - start, font, size, elements)
            elements = []
        if match := FONT_OPERATOR.fullmatch(instruction):
            font, size = match[1], float(match[2])


def _parse_text_elements(instruction: bytes) -> Iterator[TextElement]:
    if match := RISE_OPERATOR.fullmatch(instruction):
        yield TextRise(float(match[1]))
    elif match := TJ_OPERATOR.fullmatch(instruction):
        for element in TJ_ELEMENT.finditer(match[1]):
            if element[2] is None:
                yield from (int(glyph, 16) for glyph in re.findall(b"....", element[1]))
            else:
                yield float(element[2]) if b"." in element[2] else element[2]


def format_text_operator(elements: Sequence[TextElement], numbers: Mapping[CompositeGlyph, int]) -> bytes:
    """Return the operator that shows some elements; composite glyphs are given by number."""
    operands = []
    for element in elements:
        if isinstance(element, CompositeGlyph):
            operands.append(b"<%04x>" % numbers[element])
        elif isinstance(element, int):
            operands.append(b"<%04x>" % element)
        elif not isinstance(element, TextRise):
            operands.append(element if isinstance(element, bytes) else str(element).encode())
    return b"[" + b" ".join(operands).replace(b"> <", b"") + b"] TJ"


def iter_bfchar_rows(bfchars: Sequence[bytes]) -> Iterable[bytes]:
    """Yield rows of a ToUnicode CMap in blocks of at most 100 (Adobe Technical Note 5014, 1.4)."""
    for start in range(0, len(bfchars), 100):
        part = bfchars[start : start + 100]
        yield from (b"%d beginbfchar" % len(part), *part, b"endbfchar")
