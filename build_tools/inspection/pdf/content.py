"""Interpret the content streams of PDF pages: each page object with its mark and its text.

A page object is drawn between two marks: a line of text, a rule, an image. Its mark links it to
the structure tree (`mcid`) or declares it an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.inspection.pdf.bidi import to_logical
from build_tools.inspection.pdf.fonts import PdfFont, parse_pdf_font

PAINT_OPERATORS = frozenset(
    ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "INLINE IMAGE")
)
SHOW_OPERATORS = frozenset(("Tj", "TJ", "'", '"'))
MAX_FORM_DEPTH = 8  # forms within forms
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# Each font of a book by the number of its object, and the codes that are drawn in it.
FontTable = dict[tuple[int, int], tuple[PdfFont, set[int]]]


@dataclass(frozen=True, slots=True)
class ContentMark:
    """Describe marked content: its tag, its number in the structure tree, or an artifact."""

    tag: str = ""
    mcid: int | None = None
    is_artifact: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageObject:
    """Hold what is drawn in one mark: text in logical order, or a shape.

    `x`, `y` and `size` are in points from the lower left corner of the page. `missing_glyphs`
    counts glyphs 0 (.notdef), `unmapped_glyphs` those without text; `operator` is the operator
    that drew it.
    """

    page: int
    mark: ContentMark
    operator: str
    text: str = ""
    x: float = 0
    y: float = 0
    size: float = 0
    missing_glyphs: int = 0
    unmapped_glyphs: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether it belongs to the structure tree or is an artifact."""
        return self.mark.is_artifact or self.mark.mcid is not None


@dataclass(slots=True)
class GraphicsState:
    """Hold the graphics and text state while a page is interpreted."""

    page: int
    fonts: FontTable
    mark_stack: list[ContentMark] = field(default_factory=list)
    matrix_stack: list[Matrix] = field(default_factory=list)
    matrix: Matrix = IDENTITY
    text_matrix: Matrix = IDENTITY
    font: PdfFont | None = None
    used_codes: set[int] = field(default_factory=set)
    font_size: float = 0
    pending_glyphs: list[tuple[PdfFont, int]] = field(default_factory=list)

    @property
    def current_mark(self) -> ContentMark:
        """The innermost mark that is an artifact or has a number, else the innermost."""
        marks = [mark for mark in self.mark_stack if mark.is_artifact or mark.mcid is not None]
        return (marks or self.mark_stack or [ContentMark()])[-1]

    def flush(self) -> Iterator[PageObject]:
        """Yield the text shown since the last flush."""
        if self.pending_glyphs:
            letters = [face.get_text(code) for face, code in self.pending_glyphs]
            matrix = _concatenate_matrices(self.text_matrix, self.matrix)
            yield PageObject(
                page=self.page,
                mark=self.current_mark,
                operator="TJ",
                text=to_logical(letters),
                x=matrix[4],
                y=matrix[5],
                size=self.font_size * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5,
                missing_glyphs=sum(
                    face.has_glyph_codes and not code for face, code in self.pending_glyphs
                ),
                unmapped_glyphs=letters.count(""),
            )
        self.pending_glyphs = []


def read_page_objects(page: Any, number: int, fonts: FontTable) -> Iterator[PageObject]:
    """Yield the objects of a page in drawing order; `fonts` caches the fonts of the file."""
    state = GraphicsState(number, fonts)
    yield from _interpret_stream(page.obj, page.get("/Resources", {}), state, 0)
    yield from state.flush()


def _interpret_stream(
    holder: Any, resources: Any, state: GraphicsState, depth: int
) -> Iterator[PageObject]:
    import pikepdf

    for step in pikepdf.parse_content_stream(holder):
        operands: Any = step.operands
        name = str(step.operator)
        if name in SHOW_OPERATORS:
            _show_strings(operands[-1], state, pikepdf.String)
        elif name in ("BDC", "BMC", "EMC", "ET", "Tm", "Td", "TD", "T*"):
            yield from state.flush()
            _apply_mark_operator(name, operands, resources, state)
        elif name in PAINT_OPERATORS:
            yield PageObject(page=state.page, mark=state.current_mark, operator=name)
        elif name == "Do" and depth < MAX_FORM_DEPTH:
            yield from _draw_xobject(
                resources.get("/XObject", {}).get(str(operands[0])), state, depth
            )
        else:
            _apply_state_operator(name, operands, resources, state)


def _apply_mark_operator(name: str, operands: Any, resources: Any, state: GraphicsState) -> None:
    """Begin or end marked content, or move to another line."""
    if name in ("BDC", "BMC"):
        state.mark_stack.append(_parse_mark(operands, resources))
    elif name == "EMC":
        del state.mark_stack[-1:]
    elif name == "Tm":
        state.text_matrix = _parse_matrix(operands)
    elif name in ("Td", "TD"):
        state.text_matrix = _concatenate_matrices(
            (1, 0, 0, 1, float(operands[0]), float(operands[1])), state.text_matrix
        )


def _apply_state_operator(name: str, operands: Any, resources: Any, state: GraphicsState) -> None:
    if name == "Tf":
        state.font, state.used_codes = _select_font(resources, str(operands[0]), state)
        state.font_size = float(operands[1])
    elif name == "q":
        state.matrix_stack.append(state.matrix)
    elif name == "Q" and state.matrix_stack:
        state.matrix = state.matrix_stack.pop()
    elif name == "cm":
        state.matrix = _concatenate_matrices(_parse_matrix(operands), state.matrix)
    elif name == "BT":
        state.text_matrix = IDENTITY


def _show_strings(shown: Any, state: GraphicsState, string: Any) -> None:
    if state.font is None:
        return
    strings: Any = [shown] if isinstance(shown, string) else shown
    data = b"".join([bytes(each) for each in strings if isinstance(each, string)])
    codes = state.font.split_codes(data)
    state.used_codes.update(codes)
    state.pending_glyphs += [(state.font, code) for code in codes]


def _select_font(
    resources: Any, name: str, state: GraphicsState
) -> tuple[PdfFont | None, set[int]]:
    font = resources.get("/Font", {}).get(name)
    if font is None:
        return None, set()
    if font.objgen not in state.fonts or font.objgen == (0, 0):
        state.fonts[font.objgen] = parse_pdf_font(font), set()
    return state.fonts[font.objgen]


def _draw_xobject(xobject: Any, state: GraphicsState, depth: int) -> Iterator[PageObject]:
    """Yield an image, or the objects of a form XObject."""
    if xobject is None or xobject.get("/Subtype") != "/Form":
        yield PageObject(page=state.page, mark=state.current_mark, operator="Do")
        return
    yield from state.flush()
    before = state.matrix
    state.matrix = _concatenate_matrices(_parse_matrix(xobject.get("/Matrix", IDENTITY)), before)
    yield from _interpret_stream(xobject, xobject.get("/Resources", {}), state, depth + 1)
    yield from state.flush()
    state.matrix = before


def _parse_mark(operands: Any, resources: Any) -> ContentMark:
    import pikepdf

    tag = str(operands[0]).removeprefix("/")
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", {}).get(str(properties), {})
    mcid = properties.get("/MCID")
    return ContentMark(
        tag=tag,
        mcid=None if mcid is None else int(mcid),
        is_artifact=tag == "Artifact",
        kind=str(properties.get("/Type", "")).removeprefix("/"),
    )


def _parse_matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _concatenate_matrices(first: Matrix, second: Matrix) -> Matrix:
    """Return the product of two matrices, `first` applied first (ISO 32000-1, 8.3.4)."""
    (a, b, c, d, e, f), (g, h, i, j, k, m) = first, second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
