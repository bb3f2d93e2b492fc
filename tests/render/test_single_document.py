"""A book is one document: ids are unique, and every reference finds its own target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.render import single_document

PAGES = st.text("ab-/", min_size=1, max_size=4)
IDS = st.text("ab-", min_size=1, max_size=5)
TEXTS = st.dictionaries(PAGES, st.lists(IDS, min_size=1, max_size=4, unique=True), max_size=5)


@dataclass(frozen=True)
class Place:
    """A target before the pages are joined: the page and the id that it belongs to."""

    page: str
    id: str


def pages(ids: Mapping[str, list[str]]) -> Iterator[tuple[str, nodes.document]]:
    """Yield a document for each page; each paragraph has an id, and references to every target."""
    for page, own in ids.items():
        tree = new_document(page)
        for id in own:
            tree += nodes.paragraph("", "", ids=[id], place=Place(page, id))
            tree += nodes.reference("", "", refid=id, place=Place(page, id))
        for there, others in ids.items():
            tree += nodes.reference("", "", refuri=f"%{there}", place=Place(there, others[0]))
            for id in others:
                tree += nodes.reference("", "", refuri=f"%{there}#{id}", place=Place(there, id))
        yield page, tree


@given(ids=TEXTS)
@example(ids={"a/b": ["x"], "a-b": ["x"]})
@example(ids={"a": ["b"], "b": ["b"], "c": ["a--b"]})
def test_every_reference_leads_to_its_own_place(ids: dict[str, list[str]]) -> None:
    """With any page names and ids, an id is unique and references are correct."""
    trees = list(pages(ids))
    renamed = single_document.join_pages(trees)
    every = [node for _, tree in trees for node in tree.findall(nodes.Element) if "place" in node]
    there = {node["ids"][0]: node["place"] for node in every if node["ids"]}
    assert len(there) == sum(map(len, ids.values()))
    assert all(renamed(place.page, place.id) == id for id, place in there.items())
    for node in every:
        if isinstance(node, nodes.reference):
            assert "refuri" not in node
            assert there[node["refid"]] == node["place"]


@given(ids=TEXTS)
def test_an_address_of_one_page_alone_stays(ids: dict[str, list[str]]) -> None:
    """An id that no other page has is the same in the book as on its page."""
    renamed = single_document.join_pages(pages(ids))
    every = [id for own in ids.values() for id in own]
    for page, own in ids.items():
        assert [renamed(page, id) for id in own if every.count(id) == 1] == [
            id for id in own if every.count(id) == 1
        ]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/x", True),
        ("mailto:editor@example.org", True),
        ("paper.txt", False),
        ("../other/page.html#x", False),
        ("/etc/paper", False),
        ("//example.org/x", False),
    ],
)
def test_a_link_to_a_file_beside_is_words(address: str, leads: bool) -> None:
    """A link to a file beside a page becomes plain text in a book, without a path."""
    tree = new_document("page")
    tree += nodes.paragraph("", "", nodes.reference("", "A paper", refuri=address))
    single_document.join_pages([("page", tree)])
    assert tree.astext() == "A paper"
    assert [link["refuri"] for link in tree.findall(nodes.reference)] == [address] * leads
