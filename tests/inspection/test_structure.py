"""The structure tree of a PDF, in every form that the standard allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from build_tools.inspection.pdf.structure import (
    MarkedContentRef,
    ObjectRef,
    StructElement,
    find_object_refs,
    read_structure,
    walk_structure,
)


@pytest.fixture
def pdf() -> Iterator[Pdf]:
    """Return a PDF of two pages without a structure."""
    with Pdf.new() as book:
        book.add_blank_page()
        book.add_blank_page()
        yield book


def read_elements(pdf: Pdf, kids: Any, **root: Any) -> tuple[StructElement, ...]:
    """Return the elements of a tree; pages are counted from 1."""
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return read_structure(Dictionary(K=kids, **root), numbers)


def element(kind: str, *kids: Any, **more: Any) -> Dictionary:
    """Return an element as a file has it."""
    return Dictionary(S=Name(f"/{kind}"), K=Array(kids), **more)


def test_a_kid_is_a_number_a_reference_or_an_element(pdf: Pdf) -> None:
    """Content is on the page of its element, of its own reference, or of an ancestor."""
    first, second = (page.obj for page in pdf.pages)
    note = pdf.make_indirect(Dictionary(Type=Name.Annot))
    mark = Dictionary(Type=Name.MCR, MCID=4, Pg=second)
    held = Dictionary(Type=Name.OBJR, Obj=note)
    (found,) = read_elements(pdf, element("P", 3, mark, held, element("Span", 5), Pg=first))
    assert found.kids[:3] == (
        MarkedContentRef(1, 3),
        MarkedContentRef(2, 4),
        ObjectRef(1, note.objgen),
    )
    (inner,) = found.child_elements
    assert inner.kids == (MarkedContentRef(1, 5),)
    assert (found.page, inner.page) == (1, 1)
    assert list(find_object_refs(found)) == [ObjectRef(1, note.objgen)]


def test_one_kid_needs_no_array(pdf: Pdf) -> None:
    """A single kid may replace an array, in the root too."""
    (found,) = read_elements(pdf, Dictionary(S=Name.P, K=7, Pg=pdf.pages[1].obj))
    assert found.kids == (MarkedContentRef(2, 7),)


def test_a_name_of_the_writers_own_is_looked_up(pdf: Pdf) -> None:
    """The role map gives the standard type of a custom tag."""
    roles = Dictionary({"/Sidebar": Name.Note})
    (found,) = read_elements(pdf, Array([element("Sidebar", element("P"))]), RoleMap=roles)
    assert [one.kind for one, _ in walk_structure((found,))] == ["Note", "P"]


def test_words_in_place_of_what_is_drawn_are_told_from_none(pdf: Pdf) -> None:
    """An empty alternative differs from a missing one."""
    tree = Array([element("Figure", Alt=String("")), element("Span", ActualText=String("é"))])
    figure, span = read_elements(pdf, tree)
    assert (figure.alt, figure.actual_text) == ("", None)
    assert (span.alt, span.actual_text, span.language) == (None, "é", "")


def test_what_is_no_kid_is_left_out(pdf: Pdf) -> None:
    """A damaged tree is read as far as possible."""
    (found,) = read_elements(pdf, Array([element("P", Name.Nothing, Dictionary()), String("lost")]))
    assert (found.kind, found.kids, found.page) == ("P", (), 0)


def test_a_tree_that_leads_to_itself_ends(pdf: Pdf) -> None:
    """A cycle is followed only to a limited depth."""
    circle = pdf.make_indirect(element("Div"))
    circle.K.append(circle)
    (found,) = read_elements(pdf, circle)
    depths = [len(above) for _, above in walk_structure((found,))]
    assert depths == list(range(201))


def test_each_element_comes_with_those_around_it(pdf: Pdf) -> None:
    """Each element has its ancestors, the outermost first, and elements are in reading order."""
    tree = element("Document", element("Sect", element("H1")), element("P"))
    walked = walk_structure(read_elements(pdf, tree))
    assert [(one.kind, [x.kind for x in above]) for one, above in walked] == [
        ("Document", []),
        ("Sect", ["Document"]),
        ("H1", ["Document", "Sect"]),
        ("P", ["Document"]),
    ]


def test_no_tree_has_no_elements(pdf: Pdf) -> None:
    """An untagged file has no elements."""
    assert read_structure({}, {}) == ()
    assert read_elements(pdf, Array()) == ()
