"""Mark in the pages of an e-book where those of the book begin (EPUB Accessibility 1.1, 3.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.locale import admonitionlabels

from build_tools.model import Folio, extract_letters
from build_tools.reader.format_tags import ONLY_FORMATS
from build_tools.render.html_translator import EditionHTMLTranslator
from build_tools.render.line_breaking import find_block
from build_tools.sphinx_ext.imprint import IMPRINT

# What a book has elsewhere, or not as letters.
_LEFT_OUT = (nodes.footnote, nodes.footnote_reference, nodes.comment, nodes.raw, nodes.math, nodes.math_block)
_FRONT = {"title-block", IMPRINT, "summary", "contents", "toctree-wrapper"}


class page_break(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """Stand where a page of the book begins; `folio` is its number."""


class EbookTranslator(EditionHTMLTranslator):
    """Write the breaks of the book's pages, which no reader sees."""

    def visit_page_break(self, node: page_break) -> None:
        """Write a break, with the number of the page that begins."""
        attributes = f'id="{make_break_id(node["folio"])}" role="doc-pagebreak" epub:type="pagebreak"'
        self.body.append(f'<span {attributes} aria-label="{escape(node["folio"])}"></span>')

    def depart_page_break(self, node: page_break) -> None:
        """Do nothing: a break is empty."""


def make_break_id(folio: str) -> str:
    """Return the id of the break of a page."""
    return f"folio-{escape(folio)}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Say where a letter stands: in a text, or in the label that a box is given."""

    node: nodes.Text | nodes.Element
    index: int


def insert_page_breaks(trees: Mapping[str, nodes.document], folios: Sequence[Folio]) -> tuple[Folio, ...]:
    """Insert a break for each folio into the trees of all pages, in their order; return the folios.

    If their letters are no longer those of the book, no break is inserted and no folio returned.
    """
    places = _find_places(trees, folios) if folios else []
    if len(places) < len(folios):
        return ()
    for folio, place in zip(
        reversed(folios), reversed(places), strict=True
    ):  # a text is divided from its end
        _insert_break(place, folio)
    return tuple(folios)


def _find_places(trees: Mapping[str, nodes.document], folios: Sequence[Folio]) -> list[_Place]:
    """Return the place of each folio in turn, up to the first that has none."""
    places: list[_Place] = []
    letters = 0
    for page, node in _iter_letter_nodes(trees):
        text = str(admonitionlabels[node.tagname] if isinstance(node, nodes.Element) else node)
        end = letters + len(extract_letters(text))
        while len(places) < len(folios) and letters <= folios[len(places)].letters < end:
            folio = folios[len(places)]
            index = _find_letter(text, folio.letters - letters)
            if folio.page != page or not _begins_with(text[index:], folio.word):
                return places
            places.append(_Place(node, index))
        letters = end
    return places


def _iter_letter_nodes(trees: Mapping[str, nodes.document]) -> Iterator[tuple[str, Any]]:
    """Yield the texts of the pages, and the boxes that get a label, which every format has; not the title."""
    title = next(iter(trees.values())).next_node(nodes.title)
    for page, tree in trees.items():
        for node in tree.findall(_has_letters):
            if node.parent is not title and not _is_left_out(node):
                yield page, node


def _has_letters(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) or getattr(node, "tagname", "") in admonitionlabels


def _is_left_out(node: nodes.Node) -> bool:
    """Return whether a text is in a note, in what a book has at its front, or in some formats alone."""
    parent: Any = node.parent
    while parent is not None:
        if isinstance(parent, _LEFT_OUT) or _FRONT.intersection(parent["classes"]) or ONLY_FORMATS in parent:
            return True
        parent = parent.parent
    return False


def _find_letter(text: str, number: int) -> int:
    """Return the index of a letter of a text, counted from 0."""
    for index, character in enumerate(text):
        number -= len(extract_letters(character))
        if number < 0:
            return index
    return len(text)


def _begins_with(text: str, word: str) -> bool:
    """Return whether a text begins with a word, which may end in the text after it, as “**city**’s” does."""
    found, wanted = extract_letters(text[: 4 * len(word)]), extract_letters(word)
    return found[: len(wanted)] == wanted[: len(found)]


def _insert_break(place: _Place, folio: Folio) -> None:
    """Insert the break of a page before a letter; that of the first letter of a block, before what it has."""
    mark, node = page_break(folio=folio.name), place.node
    block = find_block(node)
    if isinstance(block, nodes.FixedTextElement) or block is node:  # code is not divided
        block.parent.insert(block.parent.index(block), mark)
    elif _is_first_letter(block, place):
        block.insert(0, mark)
    else:
        pieces = (nodes.Text(str(node)[: place.index]), mark, nodes.Text(str(node)[place.index :]))
        node.parent.replace(node, [piece for piece in pieces if piece is mark or piece.astext()])


def _is_first_letter(block: nodes.Element, place: _Place) -> bool:
    before: list[str] = []
    for text in block.findall(nodes.Text):
        if text is place.node:
            return not extract_letters("".join((*before, str(text)[: place.index])))
        before.append(str(text))
    return False
