"""What is changed in WeasyPrint 70's inside: takes a page's boxes, gives what they are and where.

Nothing else of the press touches a name that WeasyPrint does not give to everyone.
`tests/paper/test_weasyprint70.py` fails when one of them is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import layout
from weasyprint.anchors import rectangle_aabb
from weasyprint.css.properties import Dimension
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

VERSION = "70.0"
# What a divided word ends in: the start value of CSS `hyphenate-character`.
HYPHEN = "\N{HYPHEN}"
# Points of print in a pixel of CSS.
SCALE = 0.75

# What draws on a page and how it is marked there: a box's number on its page.
Marks = Mapping[Any, int]
# Gives a finished PDF its structure; of each page, what has been drawn.
Tell = Callable[[Any, list[Marks]], None]


@contextmanager
def drawing(artifacts: Mapping[Any, Mapping[str, str]], tell: Tell) -> Iterator[None]:
    """Within, what is drawn of the boxes in `artifacts` is no text, and `tell` tags the rest."""
    kept = Stream.marked, weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile
    marked, _, profiled = kept

    @contextmanager
    def mark(stream: Any, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn of a box: as furniture, as nothing, or as WeasyPrint does."""
        if box in artifacts:
            pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary(artifacts[box]))
            yield
            stream.end_marked_content()
        elif is_text(box) and not box.text.strip():
            yield  # nothing is drawn
        else:
            with marked(stream, box, tag):
                yield

    def tag(pdf: Any, _document: Any, _version: object, streams: list[Any]) -> None:
        """Have `tell` write the structure, in place of WeasyPrint."""
        tell(pdf, [{box: at["mcid"] for box, at in page._tags.items()} for page in streams])

    def profile(file: Any, *words: object) -> Any:
        """Read a profile of colours, and close its file."""
        with file:  # WeasyPrint leaves it open
            return profiled(file, *words)

    _exchange(mark, tag, profile)
    try:
        yield
    finally:
        _exchange(*kept)


def _exchange(marked: Any, add_tags: Any, profiled: Any) -> None:
    Stream.marked = marked
    weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile = add_tags, profiled


@contextmanager
def whole_words(may_wait: Callable[[Any], bool]) -> Iterator[None]:
    """Within, no page ends in a part of a word, where its paragraph has another line to give.

    What is kept back for widows is counted in lines: here one more, while the last that would
    stay is divided. As there, a paragraph that has too few lines goes to the next page whole,
    if `may_wait` does not say of its box that its words will be set anew.
    """
    broken, earlier = block._break_line, block.find_earlier_page_break

    def break_line(
        context: Any, box: Any, line: Any, lines: list[Any], needed: int, *rest: Any
    ) -> Any:
        """Break a paragraph, not within a word while lines can be spared."""
        spare = len(lines) - box.style["orphans"]
        more = needed
        while more <= spare and is_divided(lines[-1 - more]):
            more += 1
        waits = more > spare and may_wait(box)
        return broken(context, box, line, lines, needed if waits else more, *rest)

    def find_earlier(context: Any, children: Any, *placed: Any) -> Any:
        """Look for a break further up, not within a word while lines can be spared."""
        kept = len(children)
        if children and isinstance(children[0], boxes.LineBox):
            widows, orphans = children[0].style["widows"], children[0].style["orphans"]
            while kept > widows and is_divided(children[kept - widows - 1]):
                kept -= 1
            if kept - widows < orphans and may_wait(children[0]):
                kept = len(children)
        found = earlier(context, children[:kept], *placed)
        if found:
            block.remove_placeholders(context, children[kept:], *placed)
        return found

    block._break_line, block.find_earlier_page_break = break_line, find_earlier
    try:
        yield
    finally:
        block._break_line, block.find_earlier_page_break = broken, earlier


@contextmanager
def true_numbers() -> Iterator[None]:
    """Within, the number of a page is set anew when what it leads to goes to another page.

    WeasyPrint finds such numbers by the name of their goal, and has None for that of
    `target-counter(attr(href), page)`: they stay what they were when first told.
    """
    collected = TargetCollector.collect_missing_counters

    def collect(
        collector: Any, box: Any, token: str, again: Any, missing: Any, goals: dict[Any, Any]
    ) -> None:
        """Name the goal that WeasyPrint has under None, then collect as it does."""
        if None in goals:
            goals[box.element.get("href", "").removeprefix("#")] = goals.pop(None)
        collected(collector, box, token, again, missing, goals)

    TargetCollector.collect_missing_counters = collect
    try:
        yield
    finally:
        TargetCollector.collect_missing_counters = collected


# Paragraphs of the pages that are laid out, and what of their style is to be another.
Wanted = Callable[[list[Any]], Mapping[Any, Mapping[str, Any]]]


@contextmanager
def set_anew(wanted: Wanted) -> Iterator[None]:
    """Within, the paragraphs that `wanted` names by their elements are set anew, in a new style.

    WeasyPrint lays out again, as where the number of a page has changed, the pages that such a
    paragraph stands on, and those after them up to one that begins as before.
    """
    made = layout.make_all_pages

    def make_all_pages(context: Any, tree: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        """Make the pages; once their numbers stand, say which are to be made again."""
        found = list(made(context, tree, html, pages))
        moves = any(state[-1]["content_changed"] for state in context.page_maker)
        changed = {} if moves else wanted(found)
        if changed:
            _restyle(tree, changed)
            for state, page in zip(context.page_maker, found, strict=False):
                if changed.keys() & {box.element for box in page.descendants()}:
                    state[-1]["content_changed"] = True
        yield from found

    layout.make_all_pages = make_all_pages
    try:
        yield
    finally:
        layout.make_all_pages = made


def _restyle(tree: Any, changed: Mapping[Any, Mapping[str, Any]]) -> None:
    """Give the boxes of these elements, and of all within them, another style."""
    within = {part: style for each, style in changed.items() for part in each.iter()}
    for box in tree.descendants():
        box.style.update(within.get(box.element, {}))


def fewer_hyphens(share: float) -> Mapping[str, Any]:
    """Return the style of words that are divided only where a line lacks so much of its width."""
    return {"hyphenate_limit_zone": Dimension(share * 100, "%")}


def is_divided(line: Any) -> bool:
    """Return whether a line ends within a word."""
    last = line
    while getattr(last, "children", ()):
        last = last.children[-1]
    return is_text(last) and last.text.endswith(HYPHEN)


class Drawn(str):
    """Spaces that are drawn: WeasyPrint leaves out a text of which `strip` leaves nothing."""

    __slots__ = ()

    def strip(self, _letters: str | None = None, /) -> str:
        """Return all of it."""
        return self


def root(page: Any) -> Any:
    """Return the box of a page, which holds all others."""
    return page._page_box


def within(box: Any) -> Iterator[Any]:
    """Yield the boxes that a box holds, in the order of the text."""
    return map(laid, getattr(box, "children", ()))


def every(page: Any) -> Iterator[Any]:
    """Yield the boxes of a page, in the order of the text."""
    return all_within(page._page_box)


def all_within(box: Any) -> Iterator[Any]:
    """Yield a box and all that it holds, in the order of the text."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        yield box
        waiting.extend(reversed([*within(box)]))


def laid(box: Any) -> Any:
    """Return the box itself of what may stand for one that is out of the flow."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def is_own(box: Any) -> bool:
    """Return whether a box is that of an element, not one that its style adds."""
    return box.element is not None and box.element_tag == box.element.tag


def part(box: Any) -> str:
    """Return which part of its element a box is: `before`, `footnote-call`; else nothing."""
    return (box.element_tag or "").partition("::")[2]


def is_text(box: Any) -> bool:
    """Return whether a box is some words of a line."""
    return isinstance(box, boxes.TextBox)


def is_line(box: Any) -> bool:
    """Return whether a box is a line of text."""
    return isinstance(box, boxes.LineBox)


def is_picture(box: Any) -> bool:
    """Return whether a box is a picture."""
    return isinstance(box, boxes.ReplacedBox)


def margin(box: Any) -> str:
    """Return which margin of a page a box is: `@top-left`; else nothing."""
    return box.at_keyword if isinstance(box, boxes.MarginBox) else ""


def is_repeated(box: Any) -> bool:
    """Return whether a box comes again on each page that its table stands on."""
    return isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)


def area(box: Any) -> tuple[float, float, float, float]:
    """Return where a click on a box is felt, in pixels from the top of its page."""
    found: tuple[float, float, float, float] = rectangle_aabb(None, *box.hit_area())
    return found


def frame(box: Any, page: Any) -> tuple[float, float, float, float]:
    """Return where a picture stands, in points from the foot of its page."""
    left, top = box.content_box_x(), page.height - box.content_box_y()
    right, foot = left + box.width, top - box.height
    return left * SCALE, foot * SCALE, right * SCALE, top * SCALE
