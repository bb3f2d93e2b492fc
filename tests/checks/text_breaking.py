"""Ways to break a finished edition for checks of its text: each takes the file and changes one thing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

Pairs = Sequence[Sequence[str]]


def in_pages(whole: Path, page: str, put: Pairs) -> None:
    """Replace text of a page of a folder, or of a document of an EPUB."""
    if whole.is_dir():
        file = whole / f"{page}.html"
        file.write_text(replaced(file.read_text("utf-8"), put, "html"), encoding="utf-8")
        return
    name = f"EPUB/{page}.xhtml"
    with zipfile.ZipFile(whole) as book:
        members = {info: book.read(info) for info in book.infolist()}
    with zipfile.ZipFile(whole, "w") as book:
        for info, data in members.items():
            text = replaced(data.decode(), put, "xhtml") if info.filename == name else ""
            book.writestr(info, text or data)


def replaced(text: str, put: Pairs, suffix: str) -> str:
    """Return a page with a replaced part, which must exist."""
    for old, new in put:
        was = old.replace("{suffix}", suffix)
        assert was in text, was
        text = text.replace(was, new.replace("{suffix}", suffix))
    return text


def elements(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each structure element with its parent."""
    kids = root.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, root
            yield from elements(kid)


def last_paragraph(pdf: pikepdf.Pdf) -> tuple[Any, int]:
    """Return the children of the parent of a text's last paragraph, and its index among them."""
    *_, chapter = (element for element, _ in elements(pdf.Root.StructTreeRoot) if element.S == "/Art")
    found = [pair for pair in elements(chapter) if pair[0].S == "/P"]
    paragraph, above = found[-1]
    return above.K, next(n for n, kid in enumerate(above.K) if kid.objgen == paragraph.objgen)


def lose(pdf: pikepdf.Pdf) -> None:
    """Remove the last paragraph from the structure."""
    kids, at = last_paragraph(pdf)
    del kids[at]


def double(pdf: pikepdf.Pdf) -> None:
    """Put the last paragraph into the structure twice."""
    kids, at = last_paragraph(pdf)
    kids.append(kids[at])


def move(pdf: pikepdf.Pdf) -> None:
    """Put the last paragraph before its heading."""
    kids, at = last_paragraph(pdf)
    paragraph = kids[at]
    del kids[at]
    kids.insert(0, paragraph)


def lead(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that leads the links to a place to another place."""

    def change(pdf: pikepdf.Pdf) -> None:
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        found = [link for link in links if str(link.get("/Dest", "")) == old]
        assert found, old
        for link in found:
            link.Dest = pikepdf.String(new)

    return change


def unlink(old: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that removes the links to a place."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            kept = [one for one in page.get("/Annots", ()) if str(one.get("/Dest", "")) != old]
            page.Annots = pikepdf.Array(kept)

    return change


def forget(name: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that removes a named destination."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pikepdf.NameTree(pdf.Root.Names.Dests)[name]

    return change


def misplace(name: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    """Return a change that gives a named destination the place of another."""

    def change(pdf: pikepdf.Pdf) -> None:
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        places[name] = places[other]

    return change


def silence(pdf: pikepdf.Pdf) -> None:
    """Remove the text alternatives of pictures."""
    for element, _ in elements(pdf.Root.StructTreeRoot):
        if element.S == "/Figure":
            del element["/Alt"]


def untag(pdf: pikepdf.Pdf) -> None:
    """Change each note into an ordinary part of the text."""
    for element, _ in elements(pdf.Root.StructTreeRoot):
        if element.S == "/Note":
            element.S = pikepdf.Name("/Div")


BOOKS: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "lose": lose,
    "double": double,
    "move": move,
    "lead to another article": lead("pt-2", "pt-1"),
    "take a link away": unlink("pt-1-p2"),
    "lead to another note": lead("lamp", "bench"),
    "take the way back": unlink("one--id1"),
    "untag": untag,
    "forget": forget("pt-1-p2"),
    "misplace": misplace("pt-1", "pt-2"),
    "silence": silence,
}


def in_book(whole: Path, how: str) -> None:
    """Break a PDF in one of the named ways."""
    with pikepdf.open(whole, allow_overwriting_input=True) as pdf:
        BOOKS[how](pdf)
        pdf.save(whole)


def unsay(said: Path, words: str) -> None:
    """Remove a block from the expected text: then a format has text that the source lacks."""
    expected = json.loads(said.read_text("utf-8"))
    (block,) = [one for one in expected["blocks"] if one.get("text") == words]
    block["text"] = ""
    said.write_text(json.dumps(expected), encoding="utf-8")
