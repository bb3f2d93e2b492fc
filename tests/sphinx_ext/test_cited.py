"""Cited titles and names are marked with their language, wherever they are."""

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


def list_marked(language: str, *children: nodes.Node) -> list[tuple[str, list[str]]]:
    """Return the marked parts of a paragraph of an edition: words and classes."""
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
    """Line breaks, spaces, apostrophes and direction marks in a title do not matter."""
    ((words, classes),) = list_marked("en", nodes.Text(text))
    assert words.startswith("Charte")
    assert words.endswith("vier")
    assert classes == ["language-fr"]


def test_of_two_that_begin_alike_the_longer_is_meant() -> None:
    """The longer of two titles with the same beginning is marked."""
    assert list_marked("en", nodes.Text("La Charte de l’Évier et du Siphon")) == [
        ("Charte de l’Évier et du Siphon", ["language-fr"])
    ]


def test_the_printed_title_of_the_text_itself_is_one() -> None:
    """The adopted title in the register is marked without being listed again."""
    assert list_marked("fr", nodes.Text("la Carta del Fregadero")) == [
        ("Carta del Fregadero", ["language-es"])
    ]


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
    """Nothing is marked twice, nor in code or in longer words."""
    assert [one for one in list_marked("en", child) if one[1] != ["language-fr"]] == []
    assert len(list_marked("en", child.deepcopy())) == isinstance(child, nodes.inline)


def test_an_edition_in_the_language_of_the_title_marks_nothing() -> None:
    """A title in the language of the edition is not marked."""
    assert list_marked("fr", nodes.Text("la Charte de l’Évier")) == []
