"""Changes that break the small book: each takes the open PDF and changes one thing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from tests.checks.pdf_sample import face

Edit = Callable[[Pdf], object]


def elements(pdf: Pdf, kind: str) -> Iterator[Any]:
    """Yield the structure elements of a type in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        found = waiting.pop(0)
        if found.get("/S") == f"/{kind}":
            yield found
        kids = [kid for kid in found.get("/K", ()) if isinstance(kid, Dictionary)]
        waiting = [*(kid for kid in kids if "/S" in kid), *waiting]


def first(pdf: Pdf, kind: str) -> Any:
    """Return the first structure element of a type."""
    return next(elements(pdf, kind))


def rename(pdf: Pdf, kind: str | tuple[str, ...], other: str, *, at: int = 0, **says: Any) -> None:
    """Give an element of a type, or all of them, another type."""
    for each in (kind,) if isinstance(kind, str) else kind:
        element = list(elements(pdf, each))[at]
        element.update({"/S": Name(f"/{other}"), **{f"/{key}": said for key, said in says.items()}})


def edit(name: str, **says: Any) -> Edit:
    """Return a change of an entry of the first element of a type."""

    def change(pdf: Pdf) -> None:
        for key, value in says.items():
            element = first(pdf, name)
            element[f"/{key}"] = value

    return change


def root(**says: Any) -> Edit:
    """Return a change of an entry of the document catalogue; None deletes it."""

    def change(pdf: Pdf) -> None:
        for key, value in says.items():
            if value is None:
                del pdf.Root[f"/{key}"]
            else:
                pdf.Root[f"/{key}"] = value

    return change


def link(pdf: Pdf, name: str, at: int = 0) -> Any:
    """Return a link by its name."""
    notes = [note for page in pdf.pages for note in page.get("/Annots", ())]
    return [note for note in notes if note.get("/Contents") == name][at]


def move(pdf: Pdf, name: str, page: int) -> None:
    """Put a link on another page."""
    found = link(pdf, name)
    for each in pdf.pages:
        each.Annots = Array([note for note in each.Annots if note.objgen != found.objgen])
    pdf.pages[page - 1].Annots.append(found)


def redraw(pdf: Pdf, page: int, old: str, new: str) -> None:
    """Replace text of a page's content stream, once."""
    data = pdf.pages[page - 1].Contents.read_bytes()
    assert old.encode() in data
    pdf.pages[page - 1].Contents.write(data.replace(old.encode(), new.encode(), 1))


def glyphs(letters: str) -> str:
    """Return the glyph codes of letters, as they are in the content stream."""
    return "".join(f"{face()[1][letter]:04x}" for letter in letters)


def apart(pdf: Pdf, one: str, gap: int, other: str) -> None:
    """Insert a gap between letters of the second page; a positive number moves them together."""
    redraw(pdf, 2, glyphs(one + other), f"{glyphs(one)}> {gap} <{glyphs(other)}")


def lift(pdf: Pdf, word: str, by: int) -> None:
    """Draw a word of the second page above its line."""
    redraw(pdf, 2, glyphs(word), f">] TJ {by} Ts [<{glyphs(word)}>] TJ 0 Ts [<")


def spell(pdf: Pdf, letter: str, text: str) -> None:
    """Map the glyph of a letter to other characters."""
    cmap = pdf.pages[0].Resources.Font.F.ToUnicode
    row = f"<{glyphs(letter)}> <{{}}>"
    old, new = (row.format(each.encode("utf-16-be").hex()).encode() for each in (letter, text))
    assert old in cmap.read_bytes()
    cmap.write(cmap.read_bytes().replace(old, new))
