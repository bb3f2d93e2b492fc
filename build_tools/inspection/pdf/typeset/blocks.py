"""Build the blocks of a PDF, with their lines, from its structure tree, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from build_tools.inspection.pdf.content import TextRun
from build_tools.inspection.pdf.document import PdfDocument
from build_tools.inspection.pdf.structure import MarkedContentRef, StructElement

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
# Elements within a line of another element.
_INLINE_TAGS = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Formula"})
# Elements that have lines of their own, with all that is in them.
_LINE_CONTAINERS = HEADINGS | {"P", "Lbl", "Caption", "Note"}
# Elements that contain blocks, though a link may be among them.
_BLOCK_CONTAINERS = frozenset({"Document", "Art", "Part", "Sect", "L", "LI", "Table", "TR"})
# Marks of the text that begin no line.
_MARKS = tuple(".,;:!?)]}»›”’،؛؟。，")
# What stands in a line for what is drawn there.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# In sizes of the text: a run that is raised or lowered less than this is on the same line.
_SAME_LINE = 0.6


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """Hold a line of a block, in logical order; each text run has a language."""

    runs: tuple[TextRun, ...]
    languages: tuple[str, ...]

    @property
    def main_run(self) -> TextRun:
        """The largest text run, which gives the font size and the baseline of the line."""
        return max(self.runs, key=lambda run: (run.size, len(run.text)))

    @property
    def left(self) -> float:
        """The left edge of its letters."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """The right edge of its letters."""
        return max(run.right for run in self.runs)

    @property
    def text(self) -> str:
        """The text of the line."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def last_language(self) -> str:
        """The language of its last text run."""
        return self.languages[-1]

    @property
    def spaces(self) -> tuple[float, ...]:
        """The widths of its word spaces, in units of the font size."""
        return tuple(space for run in self.runs for space in run.spaces)


@dataclass(frozen=True, slots=True)
class TypesetBlock:
    """Hold a paragraph, a heading, a label, a cell or a note, as far as it is on one page.

    `kind` is its tag, `ancestors` the tags around it from the outermost, `ancestor_ids` identify
    those elements; `id` is the same for each part of a block that continues on the next page. A
    figure is a block without lines.
    """

    page: int
    kind: str
    ancestors: tuple[str, ...]
    ancestor_ids: tuple[int, ...]
    id: int
    lines: tuple[TypesetLine, ...]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind in HEADINGS

    @property
    def is_note(self) -> bool:
        """Whether it is a note or a part of one."""
        return self.kind == "Note" or "Note" in self.ancestors

    @property
    def is_rtl(self) -> bool:
        """Whether its text is read from right to left."""
        classes = (bidirectional(letter) for letter in self.text)
        return next((name for name in classes if name in ("L", "R", "AL")), "L") != "L"

    @property
    def text(self) -> str:
        """Its text on this page."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class _TreePosition:
    """Hold the position in the structure tree: tags, ids and languages of the ancestors.

    `block` is the index of the ancestor that contains the lines; -1 if there is none yet.
    """

    tags: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    block: int = -1

    @property
    def container(self) -> int:
        """The index of the element that marked content at this position belongs to."""
        return self.block if self.block >= 0 else len(self.tags) - 1


def build_blocks(document: PdfDocument) -> tuple[TypesetBlock, ...]:
    """Return the blocks of a PDF in reading order."""
    origin = _TreePosition(languages=(document.language,))
    runs_by_block: dict[tuple[int, int], list[tuple[TextRun, str]]] = {}
    positions: dict[tuple[int, int], _TreePosition] = {}
    for root in document.roots:
        for mark, position in _walk_marked_content(root, origin):
            key = (position.ids[position.container], mark.page)
            positions.setdefault(key, position)
            runs = runs_by_block.setdefault(key, [])
            found = [(run, position.languages[-1]) for run in document.get_runs(mark)]
            if found and runs and _begins_line(runs[-1][0], found[0][0]):
                runs[-1] = (replace(runs[-1][0], baseline=found[0][0].baseline), runs[-1][1])
            runs += found or (_stand_in_for_formula(runs) if "Formula" in position.tags else [])
    return tuple(_make_block(positions[key], key[1], runs) for key, runs in runs_by_block.items())


def _stand_in_for_formula(runs: Sequence[tuple[TextRun, str]]) -> list[tuple[TextRun, str]]:
    """Return a run without width behind the last one, so that words around a drawing are not side by side."""
    return [
        (replace(run, left=run.right, text=OBJECT, glyphs=(), spaces=()), language)
        for run, language in runs[-1:]
    ]


def _begins_line(formula: TextRun, run: TextRun) -> bool:
    """Return whether a formula begins the line of a run: what is behind it is a mark, which begins none."""
    return formula.text == OBJECT and run.baseline != formula.baseline and run.text[:1] in _MARKS


def _make_block(position: _TreePosition, page: int, runs: Sequence[tuple[TextRun, str]]) -> TypesetBlock:
    index = position.container
    return TypesetBlock(
        page=page,
        kind=position.tags[index],
        ancestors=position.tags[:index],
        ancestor_ids=position.ids[:index],
        id=position.ids[index],
        lines=tuple(_split_lines(runs)),
    )


def _split_lines(runs: Sequence[tuple[TextRun, str]]) -> Iterator[TypesetLine]:
    """Yield the lines of text runs; a raised run stays on the line of its word."""
    line: list[tuple[TextRun, str]] = []
    for run, language in runs:
        size = max([run.size, *(other.size for other, _ in line)])
        if line and abs(run.baseline - line[0][0].baseline) > _SAME_LINE * size:
            yield _make_line(line)
            line = []
        line.append((run, language))
    if line:
        yield _make_line(line)


def _make_line(runs: Sequence[tuple[TextRun, str]]) -> TypesetLine:
    return TypesetLine(tuple(run for run, _ in runs), tuple(language for _, language in runs))


def _walk_marked_content(
    element: StructElement, position: _TreePosition
) -> Iterator[tuple[MarkedContentRef, _TreePosition]]:
    """Yield each marked content of an element in reading order, with its position in the tree."""
    inner = _enter_element(element, position)
    for kid in element.kids:
        if isinstance(kid, MarkedContentRef):
            yield kid, inner
        elif isinstance(kid, StructElement):
            yield from _walk_marked_content(kid, inner)


def _enter_element(element: StructElement, position: _TreePosition) -> _TreePosition:
    return _TreePosition(
        tags=(*position.tags, element.kind),
        ids=(*position.ids, id(element)),
        languages=(*position.languages, element.language or position.languages[-1]),
        block=_find_line_container(element.kind, element.kids, position),
    )


def _find_line_container(kind: str, kids: Sequence[object], position: _TreePosition) -> int:
    """Return the index of the element that contains the lines: this one or an ancestor."""
    depth = len(position.tags)
    if kind in _LINE_CONTAINERS:
        return depth
    if position.block >= 0 and (kind in _INLINE_TAGS or kind == "NonStruct"):
        return position.block
    return depth if kind not in _BLOCK_CONTAINERS and any(_is_inline_kid(kid) for kid in kids) else -1


def _is_inline_kid(kid: object) -> bool:
    return isinstance(kid, MarkedContentRef) or (isinstance(kid, StructElement) and kid.kind in _INLINE_TAGS)
