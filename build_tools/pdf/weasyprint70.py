"""Patch WeasyPrint 70.

No file but those that begin with its name and `layout_boxes.py` uses names that are private to WeasyPrint.
`tests/pdf/test_weasyprint70.py` fails when one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import stacking
from weasyprint.css.properties import Dimension
from weasyprint.draw import text as draw_text
from weasyprint.pdf.stream import Stream

from build_tools.pdf.layout_boxes import is_text_box, iter_child_boxes, resolve_placeholder

VERSION = "70.0"
# The end of a divided word: the initial value of CSS `hyphenate-character`.
HYPHEN = "\N{HYPHEN}"

# Map the boxes that draw on a page to their marked-content numbers.
MarkedBoxes = Mapping[Any, int]


@contextmanager
def replace_functions(*replacements: tuple[Any, str, Any]) -> Iterator[None]:
    """Within, set attributes of classes and modules: each an owner, a name, a value."""
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in replacements]
    try:
        for owner, name, function in replacements:
            setattr(owner, name, function)
        yield
    finally:
        for owner, name, function in originals:
            setattr(owner, name, function)


@contextmanager
def patch_drawing(
    artifacts: Mapping[Any, Mapping[str, str]], write_tags: Callable[[Any, list[MarkedBoxes]], None]
) -> Iterator[None]:
    """Within, mark the boxes in `artifacts` as artifacts, and let `write_tags` tag all others."""
    original_mark, original_profile = Stream.marked, weasyprint.pdf.ColorProfile

    @contextmanager
    def mark(stream: Any, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn of a box: as an artifact, not at all, or as WeasyPrint does."""
        if box in artifacts:
            pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary(artifacts[box]))
            yield
            stream.end_marked_content()
        elif is_text_box(box) and not box.text.strip():
            yield  # nothing is drawn
        else:
            with original_mark(stream, box, tag):
                yield

    def tag(pdf: Any, _document: Any, _version: object, streams: list[Any]) -> None:
        """Let `write_tags` write the structure instead of WeasyPrint."""
        write_tags(pdf, [{box: at["mcid"] for box, at in page._tags.items()} for page in streams])

    def profile(file: Any, *words: object) -> Any:
        """Read a colour profile and close its file."""
        with file:  # WeasyPrint leaves it open
            return original_profile(file, *words)

    with replace_functions(
        (stacking, "_dispatch", _stack_box),
        (Stream, "marked", mark),
        (weasyprint.pdf, "add_tags", tag),
        (weasyprint.pdf, "ColorProfile", profile),
    ):
        yield


_dispatch = stacking._dispatch


def _stack_box(
    box: Any, page: Any, contexts: Any, blocks: list[Any], floats: Any, cells: dict[Any, Any]
) -> Any:
    """Put a box into the order of painting, with the mark of a list item before the item.

    WeasyPrint positions such marks, and so draws them when all text of a page is drawn: programs that read a
    page as it is drawn, as PDFium and MuPDF do, would give them after the items.
    """
    if resolve_placeholder(box).is_outside_marker:
        return None  # drawn with its item
    for marker in (child for child in iter_child_boxes(resolve_placeholder(box)) if child.is_outside_marker):
        inner_cells: dict[Any, Any] = {}
        block = stacking._dispatch_children(marker, page, contexts, blocks, floats, inner_cells)
        blocks.append(block)
        cells[block] = inner_cells
    return _dispatch(box, page, contexts, blocks, floats, cells)


@contextmanager
def patch_stream_ends() -> Iterator[None]:
    """Within, write a whole line end behind a stream whose last byte is a carriage return.

    Before a newline alone, readers take that byte for a part of the line end (ISO 32000-1, 7.3.8.1).
    """
    get_data, end = pydyf.Stream.data.fget, b"\r\nendstream"

    def get_ended_data(stream: Any) -> bytes:
        """Return a stream as it is written."""
        data: bytes = get_data(stream)
        return data.removesuffix(end) + b"\r" + end if data.endswith(end) else data

    with replace_functions((pydyf.Stream, "data", property(get_ended_data))):
        yield


@contextmanager
def patch_text_drawing(
    is_marked: Callable[[str], bool],
    mark_words: Callable[[Sequence[bytes], str, Callable[[bytes, int], bool]], list[object]],
) -> Iterator[None]:
    """Within, let `mark_words` write the operators of each line of text that `is_marked` names."""
    original_draw = draw_text.draw_first_line

    def draw_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        """Draw a line of text, then replace its operators by the marked ones."""
        start = len(stream.stream)
        emojis = original_draw(stream, textbox, *rest)
        if is_marked(textbox.text):
            fonts = {font.hash.encode(): font for font in stream._fonts.values()}

            def is_space(font: bytes, glyph: int) -> bool:
                """Return whether a glyph of a font is a space."""
                text: str = fonts[font].to_unicode.get(glyph, "") if font in fonts else ""
                return text.isspace()

            stream.stream[start:] = mark_words(stream.stream[start:], textbox.text, is_space)
        return emojis

    with replace_functions((draw_text, "draw_first_line", draw_line)):
        yield


def make_hyphenation_style(share: float) -> Mapping[str, Any]:
    """Return a style that hyphenates only where a line lacks so much of its width."""
    return {"hyphenate_limit_zone": Dimension(share * 100, "%")}


def is_hyphenated(line: Any) -> bool:
    """Return whether a line ends within a word."""
    while getattr(line, "children", ()):
        line = line.children[-1]
    return is_text_box(line) and line.text.endswith(HYPHEN)


class VisibleSpaces(str):
    """Hold spaces that are drawn: WeasyPrint drops a text of which `strip` leaves nothing."""

    __slots__ = ()

    def strip(self, _letters: str | None = None, /) -> str:
        """Return all of it."""
        return self
