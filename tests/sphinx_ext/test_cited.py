"""Titles and names in their own language are marked, wherever they stand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from build_tools.model import Language, LocalizedText, Publication
from build_tools.sphinx_ext.text.cited_titles import mark_cited_titles

TITLE = LocalizedText(text="Charte de l’Évier", language="fr")
LONGER = LocalizedText(text="Charte de l’Évier et du Siphon", language="fr")
PRINTED = LocalizedText(text="Carta del Fregadero", language="es")


def marked(language: str, *children: nodes.Node) -> list[tuple[str, list[str]]]:
    """Return what is marked in a paragraph of an edition: its words and its classes."""
    document = new_document("page")
    paragraph = nodes.paragraph("", "", *children)
    document += paragraph
    publication = Publication(id="a", languages=("en",), adopted_titles=(PRINTED,), cited=(TITLE, LONGER))
    edition = SimpleNamespace(publication=publication, language=Language(tag=language, name=language))
    before = paragraph.astext()
    page: Any = SimpleNamespace(document=document, edition=edition)
    mark_cited_titles(page)
    assert paragraph.astext() == before
    return [(one.astext(), one["classes"]) for one in document.findall(nodes.inline)]


@pytest.mark.parametrize(
    "text",
    [
        "see Charte de l’Évier of 1999",
        "see Charte de\nl'Évier.",
        "see “Charte\u00a0de l’Évier”",
        "انظر «Charte\u200e de l’Évier»",
    ],
)
def test_a_title_is_marked_however_it_is_typed(text: str) -> None:
    """However its line ends, and whatever its spaces, apostrophes and marks of direction are."""
    ((words, classes),) = marked("en", nodes.Text(text))
    assert words.startswith("Charte")
    assert words.endswith("vier")
    assert classes == ["language-fr"]


def test_of_two_that_begin_alike_the_longer_is_meant() -> None:
    """A title within a title is not cut out of it."""
    assert marked("en", nodes.Text("La Charte de l’Évier et du Siphon")) == [
        ("Charte de l’Évier et du Siphon", ["language-fr"])
    ]


def test_the_printed_title_of_the_text_itself_is_one() -> None:
    """What the imprint names is known without being listed again."""
    assert marked("fr", nodes.Text("la Carta del Fregadero")) == [("Carta del Fregadero", ["language-es"])]


@pytest.mark.parametrize(
    "child",
    [
        nodes.Text("La Chartes de l’Éviers"),
        nodes.literal("", "Charte de l’Évier"),
        nodes.inline("", "Charte de l’Évier", classes=["language-fr"]),
    ],
    ids=["other words", "code", "marked by its author"],
)
def test_what_is_none_or_is_marked_stays_as_it_is(child: nodes.Node) -> None:
    """Nothing is marked twice, nor within code or longer words."""
    assert [one for one in marked("en", child) if one[1] != ["language-fr"]] == []
    assert len(marked("en", child.deepcopy())) == isinstance(child, nodes.inline)


def test_an_edition_in_the_language_of_the_title_marks_nothing() -> None:
    """The language of the page is that of the title."""
    assert marked("fr", nodes.Text("la Charte de l’Évier")) == []
