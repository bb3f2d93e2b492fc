"""What is drawn on the pages of a PDF: takes a page, gives each piece with its mark and its words.

A piece is what stands between two marks: a line of text, a rule, a picture. Its mark ties it to
the structure (`mcid`), or says that it is furniture of the page (an artifact).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.seeing.pdf_faces import Face, face
from build_tools.seeing.pdf_reading import read

PAINTS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "INLINE IMAGE"))
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
DEPTH = 8  # forms within forms
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
# Each font of a book by the number of its object, and the codes that are drawn in it.
Faces = dict[tuple[int, int], tuple[Face, set[int]]]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a piece of a page is marked as: its tag, its number in the structure, or an artifact."""

    tag: str = ""
    mcid: int | None = None
    is_artifact: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is drawn in one mark, in one go: letters as they are read, or a shape.

    `x`, `y` and `size` are in points from the lower left of the page. `boxes` are glyphs that
    stand for a missing letter, `silent` those that say nothing; `operator` is what drew it.
    """

    page: int
    mark: Mark
    operator: str
    text: str = ""
    x: float = 0
    y: float = 0
    size: float = 0
    boxes: int = 0
    silent: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it belongs to the structure, or is said not to."""
        return self.mark.is_artifact or self.mark.mcid is not None


@dataclass(slots=True)
class _Pen:
    """What is known while a page is drawn."""

    page: int
    faces: Faces
    marks: list[Mark] = field(default_factory=list)
    kept: list[Matrix] = field(default_factory=list)
    matrix: Matrix = PLAIN
    line: Matrix = PLAIN
    face: Face | None = None
    used: set[int] = field(default_factory=set)
    size: float = 0
    shown: list[tuple[Face, int]] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        """The nearest mark that says where the piece belongs, else the nearest."""
        told = [mark for mark in self.marks if mark.is_artifact or mark.mcid is not None]
        return (told or self.marks or [Mark()])[-1]

    def lift(self) -> Iterator[Piece]:
        """Yield the letters shown since the last time."""
        if self.shown:
            said = [face.says(code) for face, code in self.shown]
            place = _times(self.line, self.matrix)
            yield Piece(
                page=self.page,
                mark=self.mark,
                operator="TJ",
                text=read(said),
                x=place[4],
                y=place[5],
                size=self.size * (place[2] ** 2 + place[3] ** 2) ** 0.5,
                boxes=sum(face.is_by_glyph and not code for face, code in self.shown),
                silent=said.count(""),
            )
        self.shown = []


def pieces(page: Any, number: int, faces: Faces) -> Iterator[Piece]:
    """Yield what is drawn on a page, in the order of drawing; `faces` keeps what was read."""
    pen = _Pen(number, faces)
    yield from _drawn(page.obj, page.get("/Resources", {}), pen, 0)
    yield from pen.lift()


def _drawn(holder: Any, resources: Any, pen: _Pen, depth: int) -> Iterator[Piece]:
    import pikepdf

    for step in pikepdf.parse_content_stream(holder):
        operands: Any = step.operands
        name = str(step.operator)
        if name in SHOWS:
            _show(operands[-1], pen, pikepdf.String)
        elif name in ("BDC", "BMC", "EMC", "ET", "Tm", "Td", "TD", "T*"):
            yield from pen.lift()
            _turn(name, operands, resources, pen)
        elif name in PAINTS:
            yield Piece(page=pen.page, mark=pen.mark, operator=name)
        elif name == "Do" and depth < DEPTH:
            yield from _placed(resources.get("/XObject", {}).get(str(operands[0])), pen, depth)
        else:
            _set(name, operands, resources, pen)


def _turn(name: str, operands: Any, resources: Any, pen: _Pen) -> None:
    """Begin or end a mark, or a line."""
    if name in ("BDC", "BMC"):
        pen.marks.append(_mark(operands, resources))
    elif name == "EMC":
        del pen.marks[-1:]
    elif name == "Tm":
        pen.line = _matrix(operands)
    elif name in ("Td", "TD"):
        pen.line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), pen.line)


def _set(name: str, operands: Any, resources: Any, pen: _Pen) -> None:
    if name == "Tf":
        pen.face, pen.used = _face(resources, str(operands[0]), pen)
        pen.size = float(operands[1])
    elif name == "q":
        pen.kept.append(pen.matrix)
    elif name == "Q" and pen.kept:
        pen.matrix = pen.kept.pop()
    elif name == "cm":
        pen.matrix = _times(_matrix(operands), pen.matrix)
    elif name == "BT":
        pen.line = PLAIN


def _show(shown: Any, pen: _Pen, string: Any) -> None:
    if pen.face is None:
        return
    strings: Any = [shown] if isinstance(shown, string) else shown
    data = b"".join([bytes(each) for each in strings if isinstance(each, string)])
    codes = pen.face.codes(data)
    pen.used.update(codes)
    pen.shown += [(pen.face, code) for code in codes]


def _face(resources: Any, name: str, pen: _Pen) -> tuple[Face | None, set[int]]:
    font = resources.get("/Font", {}).get(name)
    if font is None:
        return None, set()
    if font.objgen not in pen.faces or font.objgen == (0, 0):
        pen.faces[font.objgen] = face(font), set()
    return pen.faces[font.objgen]


def _placed(what: Any, pen: _Pen, depth: int) -> Iterator[Piece]:
    """Yield a picture, or what is drawn in a form."""
    if what is None or what.get("/Subtype") != "/Form":
        yield Piece(page=pen.page, mark=pen.mark, operator="Do")
        return
    yield from pen.lift()
    before = pen.matrix
    pen.matrix = _times(_matrix(what.get("/Matrix", PLAIN)), before)
    yield from _drawn(what, what.get("/Resources", {}), pen, depth + 1)
    yield from pen.lift()
    pen.matrix = before


def _mark(operands: Any, resources: Any) -> Mark:
    import pikepdf

    tag = str(operands[0]).removeprefix("/")
    said = operands[1] if len(operands) > 1 else {}
    if isinstance(said, pikepdf.Name):
        said = resources.get("/Properties", {}).get(str(said), {})
    mcid = said.get("/MCID")
    return Mark(
        tag=tag,
        mcid=None if mcid is None else int(mcid),
        is_artifact=tag == "Artifact",
        kind=str(said.get("/Type", "")).removeprefix("/"),
    )


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return two turns as one, `one` first (ISO 32000-1, 8.3.4)."""
    (a, b, c, d, e, f), (g, h, i, j, k, m) = one, other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
