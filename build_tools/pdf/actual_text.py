"""Give each word of a complex script its text (ActualText, ISO 32000-1, 14.9.4).

In the scripts of India and South-East Asia glyphs stand in another order than letters, several letters share
a glyph, and a glyph has other letters from word to word: no ToUnicode CMap says what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import pydyf

from build_tools.pdf.content_stream import FONT_OPERATOR, TJ_OPERATOR

# Devanagari to Sinhala, Thai and Lao, Tibetan, Burmese, Khmer, and what came later of them.
_COMPLEX = re.compile(
    "[\u0900-\u0fff\u1000-\u109f\u1700-\u17ff\u1900-\u1aad\u1b00-\u1bff\u1cd0-\u1cff\ua8e0-\ua9ff\uaa60-\uaadf]"
)
# Where a word begins: after a space, which belongs to the word before it.
_WORD_START = re.compile("(?<=[ \u00a0\u200b])")
# Characters that only prevent or allow a line break.
_BREAKS = str.maketrans("", "", "\u2060\u200b\u00ad")
# A glyph, the move that stands for an invisible character, or another move.
_ELEMENT = re.compile(rb"<([0-9a-f]*)>|(?<![\d.-])(-?0\.0)(?![\d])|([^<>\s]+)")

IsSpace = Callable[[bytes, int], bool]


def has_complex_letters(text: str) -> bool:
    """Return whether a text has letters whose glyphs do not say what is written."""
    return bool(_COMPLEX.search(text))


def mark_words(operations: Sequence[bytes], text: str, is_space: IsSpace) -> list[object]:
    """Return the operators that draw a line of text, each word within a span that has its text.

    `is_space` tells of a font's name and a glyph whether it is a space. A word has the space after it in its
    span, since PDFium sees none that is drawn alone. Where the spaces of the line are not those of its text,
    the whole line is one span.
    """
    words = _WORD_START.split(text)
    parts = list(_iter_parts(operations, is_space))
    if sum(isinstance(part, DrawnSpace) for part in parts) != len(words) - 1:
        words, parts = [text], list(operations)
    marked: list[object] = []
    waiting = iter(words)
    word, is_open = next(waiting), False
    for part in parts:
        if isinstance(part, DrawnSpace):
            marked += [bytes(part)] if part else []
            marked += [b"EMC"] if is_open else []
            word, is_open = next(waiting), False
        elif not is_open and has_complex_letters(word) and b"<" in part:
            marked += [*_begin_span(word), part]
            is_open = True
        else:
            marked.append(part)
    return [*marked, *([b"EMC"] if is_open else [])]


def _begin_span(word: str) -> Iterable[object]:
    text = pydyf.String(word.translate(_BREAKS))
    return b"/Span", pydyf.Dictionary({"ActualText": text}), b"BDC"


class DrawnSpace(bytes):
    """Hold the operator that draws a space; empty where the space is not drawn."""

    __slots__ = ()


def _iter_parts(operations: Sequence[bytes], is_space: IsSpace) -> Iterator[bytes]:
    """Yield operators, with those that show text divided at spaces, each of which stands alone."""
    font = b""
    for operation in operations:
        if match := FONT_OPERATOR.fullmatch(operation):
            font = match[1]
        shown = TJ_OPERATOR.fullmatch(operation)
        if shown is None:
            yield operation
            continue
        elements: list[bytes] = []
        for element in _iter_elements(shown[1]):
            is_glyph = element.startswith(b"<")
            if element in (b"0.0", b"-0.0") or (is_glyph and is_space(font, int(element[1:-1], 16))):
                yield from _show_elements(elements)
                yield DrawnSpace(b"[%s] TJ" % element if is_glyph else b"")
                elements = []
            else:
                elements.append(element)
        yield from _show_elements(elements)


def _iter_elements(shown: bytes) -> Iterator[bytes]:
    for glyphs, empty, move in _ELEMENT.findall(shown):
        yield from (b"<%s>" % glyph for glyph in re.findall(b"....", glyphs))
        if empty or move:
            yield empty or move


def _show_elements(elements: Sequence[bytes]) -> Iterator[bytes]:
    if elements:
        yield b"[" + b" ".join(elements).replace(b"> <", b"") + b"] TJ"
