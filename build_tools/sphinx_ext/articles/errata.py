"""Show the verified errata of an edition, each at the end of its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from build_tools.model import CORRECTION, Erratum, LocalizedText
from build_tools.sphinx_ext.articles.labels import find_section_around
from build_tools.sphinx_ext.text.lang_classes import make_lang_class
from build_tools.sphinx_ext.text.mixed_text import FIELD, bind_part
from build_tools.sphinx_ext.transform import Page

ERRATUM = "erratum"
# The name of the page that lists them, its class, and its mark in the metadata of pages.
ERRATA = "errata"
# On a note: the line of its entry in `source/errata.toml`.
LINE = "press-erratum-line"
# What stands at the end of a section and is no part of its running text; labels are of what follows.
_TAIL_NODES = (nodes.target, nodes.comment, nodes.footnote, nodes.citation, nodes.substitution_definition)


def insert_errata(page: Page) -> None:
    """Insert a note for each erratum at the end of its article, before articles inside that."""
    errata_by_section: dict[nodes.Element, list[Erratum]] = {}
    for erratum in page.edition.errata:
        label = page.edition.publication.find_successor(erratum.article)
        section = _find_section(page.document, label)
        if section is not None:
            errata_by_section.setdefault(section, []).append(erratum)
    for section, errata in errata_by_section.items():
        section.insert(_find_text_end(section), [_make_note(one, page) for one in errata])


def _find_section(document: nodes.document, label: str) -> nodes.Element | None:
    """Return the section that a label names or stands in, or the page where there is none."""
    if not document.nametypes.get(label):
        return None
    found = next((node for node in document.findall(nodes.Element) if label in node["names"]), None)
    return find_section_around(found)


def _find_text_end(section: nodes.Element) -> int:
    """Return where the text of a section ends: before sections inside it, notes and contents."""
    end = next((index for index, child in enumerate(section) if _holds_section(child)), len(section))
    while end and _is_tail(section, end - 1):
        end -= 1
    return end


def _holds_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) or (
        isinstance(node, addnodes.only) and node.next_node(nodes.section) is not None
    )


def _is_tail(section: nodes.Element, index: int) -> bool:
    node = section[index]
    if isinstance(node, nodes.rubric):  # the heading of notes
        return index + 1 < len(section) and isinstance(section[index + 1], nodes.footnote)
    is_contents = isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]
    return is_contents or isinstance(node, _TAIL_NODES)


def iter_errata_notes(tree: nodes.Element) -> Iterator[nodes.container]:
    """Yield the notes of a page or a section, in their order."""
    yield from (one for one in tree.findall(nodes.container) if ERRATUM in one["classes"])


def _make_note(erratum: Erratum, page: Page) -> nodes.container:
    """Return what was wrong and what is right, in which version, and when that was known."""
    pattern = page.ui_strings(CORRECTION)
    own = page.edition.language.tag
    line = list(_iter_nodes(pattern, erratum, own))
    if pattern.language != own:
        line = [nodes.inline("", "", *line, classes=[make_lang_class(pattern.language)])]
    note = nodes.container("", nodes.paragraph("", "", *line), classes=[ERRATUM])
    note[LINE] = erratum.line
    return note


def _iter_nodes(pattern: LocalizedText, erratum: Erratum, own: str) -> Iterator[nodes.Node]:
    """Yield a pattern with its fields filled in.

    Words of the edition are marked with its language, so that their order is their own between the marks.
    """
    is_own = pattern.language == own
    pieces: Sequence[str] = FIELD.split(pattern.text)
    values = {
        "date": erratum.date_text or erratum.date.isoformat(),
        "version": erratum.version,
        "wrong": erratum.wrong,
        "right": erratum.right,
    }
    for index, piece in enumerate(pieces):
        if not index % 2:
            text = LocalizedText(text=piece, language=pattern.language)
            yield nodes.Text((text if is_own else bind_part(text)).text)
        elif piece == "version" or (piece == "date" and is_own):
            yield nodes.Text(values[piece])
        else:
            yield nodes.inline("", values[piece], classes=[make_lang_class(own)])
