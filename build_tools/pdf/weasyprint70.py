"""Patch WeasyPrint 70.

No file but this and `layout_boxes.py` uses names that are private to WeasyPrint.
`tests/pdf/test_weasyprint70.py` fails when one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import layout
from weasyprint.css.properties import Dimension
from weasyprint.css.targets import TargetCollector
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.pdf.stream import Stream

from build_tools.pdf.layout_boxes import is_text_box

VERSION = "70.0"
# The end of a divided word: the initial value of CSS `hyphenate-character`.
HYPHEN = "\N{HYPHEN}"

# Map the boxes that draw on a page to their marked-content numbers.
MarkedBoxes = Mapping[Any, int]


@contextmanager
def _replace_functions(*replacements: tuple[Any, str, Any]) -> Iterator[None]:
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

    with _replace_functions(
        (Stream, "marked", mark),
        (weasyprint.pdf, "add_tags", tag),
        (weasyprint.pdf, "ColorProfile", profile),
    ):
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

    with _replace_functions((draw_text, "draw_first_line", draw_line)):
        yield


@contextmanager
def patch_page_breaks(may_wait: Callable[[Any], bool]) -> Iterator[None]:
    """Within, end no page in a divided word if its paragraph has another line to give.

    Lines are kept back as for widows: one more while the last line that would stay is divided.
    As for widows, a paragraph with too few lines moves to the next page whole, unless `may_wait`
    says of its box that it will be laid out again.
    """
    original_break, original_find = block._break_line, block.find_earlier_page_break

    def break_line(context: Any, box: Any, line: Any, lines: list[Any], needed: int, *rest: Any) -> Any:
        """Break a paragraph, not within a word while lines can be spared."""
        spare = len(lines) - box.style["orphans"]
        more = needed
        while more <= spare and is_hyphenated(lines[-1 - more]):
            more += 1
        waits = more > spare and may_wait(box)
        return original_break(context, box, line, lines, needed if waits else more, *rest)

    def find_earlier(context: Any, children: Any, *placed: Any) -> Any:
        """Find an earlier page break, not within a word while lines can be spared."""
        kept = len(children)
        if children and isinstance(children[0], boxes.LineBox):
            widows, orphans = children[0].style["widows"], children[0].style["orphans"]
            while kept > widows and is_hyphenated(children[kept - widows - 1]):
                kept -= 1
            if kept - widows < orphans and may_wait(children[0]):
                kept = len(children)
        found = original_find(context, children[:kept], *placed)
        if found:
            block.remove_placeholders(context, children[kept:], *placed)
        return found

    replacements = (block, "_break_line", break_line), (block, "find_earlier_page_break", find_earlier)
    with _replace_functions(*replacements):
        yield


@contextmanager
def patch_page_counters() -> Iterator[None]:
    """Within, update page numbers when the target of a reference moves to another page.

    WeasyPrint finds such references by the name of their target, and records None for that of
    `target-counter(attr(href), page)`: these keep their first number.
    """
    original_collect = TargetCollector.collect_missing_counters

    def collect(
        collector: Any, box: Any, token: str, again: Any, missing: Any, goals: dict[Any, Any]
    ) -> None:
        """Set the target that WeasyPrint records as None, then collect as it does."""
        if None in goals:
            goals[box.element.get("href", "").removeprefix("#")] = goals.pop(None)
        original_collect(collector, box, token, again, missing, goals)

    with _replace_functions((TargetCollector, "collect_missing_counters", collect)):
        yield


@contextmanager
def patch_relayout(choose_styles: Callable[[list[Any]], Mapping[Any, Mapping[str, Any]]]) -> Iterator[None]:
    """Within, lay out again the paragraphs that `choose_styles` names, in their new styles.

    WeasyPrint lays out the pages of such a paragraph, and those after them up to one that begins as before.
    """
    original_make = layout.make_all_pages

    def make_all_pages(context: Any, tree: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        """Make the pages; once their numbers are stable, mark those to be made again."""
        found = list(original_make(context, tree, html, pages))
        moves = any(state[-1]["content_changed"] for state in context.page_maker)
        changed = {} if moves else choose_styles(found)
        if changed:
            _restyle_boxes(tree, changed)
            for state, page in zip(context.page_maker, found, strict=False):
                if changed.keys() & {box.element for box in page.descendants()}:
                    state[-1]["content_changed"] = True
        yield from found

    with _replace_functions((layout, "make_all_pages", make_all_pages)):
        yield


def _restyle_boxes(tree: Any, styles: Mapping[Any, Mapping[str, Any]]) -> None:
    box_styles = {part: style for each, style in styles.items() for part in each.iter()}
    for box in tree.descendants():
        box.style.update(box_styles.get(box.element, {}))


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
