"""Split the letters of a large script by the pages that show them: a page loads the parts that it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_letters
from typing import TYPE_CHECKING

from build_tools.fonts.families import STACK_KINDS, StackKind
from build_tools.fonts.font_coverage import HANGUL_LABELS, SPACES_AND_JOINERS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What the style sheets set in bold, and in the face of furniture; where they do so elsewhere, a page loads
# one more file.
TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "glossary dt", "admonition-title", "example-label"})
BOLD = TITLES | {"strong", "b", "em", "cite", "th", "summary", "aria-current"}
FURNITURE = TITLES | {
    "header", "nav", "footer", "aside", "table", "figcaption", "form",
    "skip", "notice", "topic", "hub", "text-ways", "letters", "source", "standing", "title-block", "seealso",
}  # fmt: skip
# What style sheets draw, and the letters of a publisher's name, which others set beside a text.
DRAWN_LETTERS: Mapping[StackKind, str] = {
    "text": " 0123456789.,:;()“”‘’·–…←↑→↓↩",
    "furniture": f" 0123456789.,:;()“”‘’·–…←↑→↓↩{ascii_letters}",
}
UNSEEN_TAGS = frozenset({"head", "script", "style", "template"})
FaceKind = tuple[StackKind, bool]  # and whether it is bold


@dataclass(frozen=True, slots=True)
class FaceLetters:
    """Hold the code points that pages show in a kind of face: the first page or most of them, and others.

    A site sets more beside a text in regular furniture, which `is_open`.
    """

    common: frozenset[int]
    rare: frozenset[int]
    is_open: bool


ShownLetters = Mapping[FaceKind, FaceLetters]


def count_face_letters(pages: Sequence[str]) -> ShownLetters:
    """Return the letters of each kind of face in pages of HTML."""
    shown = [_collect_face_letters(page) for page in pages]
    kinds = product(STACK_KINDS, (False, True))
    return {kind: _count_letters([page.get(kind, set()) for page in shown], kind) for kind in kinds}


def split_letters(
    letters: frozenset[int], uses: Sequence[FaceLetters]
) -> Iterator[tuple[str, frozenset[int], str]]:
    """Yield the parts of a font: a suffix of its file name, code points, and the `unicode-range` of CSS.

    Of two rules for a letter the later counts, so the first can name its letters in long ranges.
    """
    common = letters & SPACES_AND_JOINERS.union(HANGUL_LABELS, *(use.common for use in uses))
    others = letters - common
    rare = (
        others
        if any(use.is_open for use in uses)
        else others & frozenset().union(*(use.rare for use in uses))
    )
    parts = {"-more": rare, "-rest": others - rare, "": common}
    for part, own in parts.items():
        if own:
            yield part, own, _format_unicode_range(own, 0x100 if part == "-more" else 1)


def _format_unicode_range(code_points: frozenset[int], step: int) -> str:
    """Return the value of a `unicode-range`: runs of code points that lie no further apart than a step."""
    runs: list[list[int]] = []
    for code in sorted(code_points):
        if not runs or code - runs[-1][-1] > step:
            runs.append([code])
        runs[-1][1:] = [code]
    return ",".join("U+" + "-".join(f"{code:X}" for code in dict.fromkeys(run)) for run in runs)


def _count_letters(sets: Sequence[set[str]], kind: FaceKind) -> FaceLetters:
    counts = Counter(letter for letters in sets for letter in letters)
    frequent = {letter for letter, count in counts.items() if 3 * count >= 2 * len(sets)} | sets[0]
    common = frozenset(map(ord, frequent.union(DRAWN_LETTERS[kind[0]])))
    return FaceLetters(common, frozenset(map(ord, counts)) - common, is_open=kind == ("furniture", False))


def _collect_face_letters(page: str) -> Mapping[FaceKind, set[str]]:
    letters: dict[FaceKind, set[str]] = {}
    for kind, text in _iter_texts(page):
        letters.setdefault(kind, set()).update(text)
    return letters


def _iter_texts(page: str) -> Iterator[tuple[FaceKind, str]]:
    from lxml import etree, html

    kinds: list[FaceKind | None] = [("text", False)]
    for event, element in etree.iterwalk(html.document_fromstring(page), events=("start", "end")):
        if event == "start":
            kinds.append(_choose_face_kind(element, kinds[-1]))
        else:
            kinds.pop()
        text = element.text if event == "start" else element.tail
        if text and (kind := kinds[-1]) is not None:
            yield kind, text


def _choose_face_kind(element: HtmlElement, parent: FaceKind | None) -> FaceKind | None:
    if parent is None or element.tag in UNSEEN_TAGS or not isinstance(element.tag, str):
        return None
    kind, is_bold = parent
    names = _list_names(element)
    return ("furniture" if FURNITURE & names else kind, is_bold or bool(BOLD & names))


def _list_names(element: HtmlElement) -> set[str]:
    """Return the tag of an element, its classes, and what else decides its face."""
    names = {element.tag, *element.get("class", "").split()}
    if element.get("aria-current"):
        names.add("aria-current")
    if element.tag == "dt" and "glossary" in element.getparent().get("class", ""):
        names.add("glossary dt")
    return names
