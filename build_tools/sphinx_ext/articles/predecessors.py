"""Say below a title that the address of a removed part leads here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from build_tools.model import LocalizedText, Successor
from build_tools.sanitizer.inert_parser import is_plain_text, parse_inline
from build_tools.sphinx_ext.articles.labels import find_section_around, list_predecessors
from build_tools.sphinx_ext.imprint import TITLE_BLOCK
from build_tools.sphinx_ext.text.mixed_text import curl_quotes, fill_pattern, make_mixed_text
from build_tools.sphinx_ext.transform import Page

PREDECESSOR = "predecessor"
MESSAGE = "“{name}” is no longer in this text; its address leads here."


def insert_predecessor_lines(page: Page) -> None:
    """Insert a line for each removed label into the section whose label took its place, or that has it."""
    heirs = list_predecessors(page.edition.publication)
    for node in list(page.document.findall(nodes.Element)) if heirs else ():
        names: list[str] = node.get("names", [])
        removed = [one for name in names for one in heirs.get(name, ())]
        section = find_section_around(node) if removed else None
        if isinstance(section, nodes.section):
            position = _find_text_start(section)
            section[position:position] = list(_iter_lines(page, removed))


def _find_text_start(section: nodes.section) -> int:
    """Return where the text of a section begins: below its title, and the lines below that of a text."""
    position = 0
    while position < len(section) and _is_title(section[position]):
        position += 1
    return position


def _is_title(node: nodes.Node) -> bool:
    return isinstance(node, nodes.title) or (
        isinstance(node, nodes.container) and TITLE_BLOCK in node["classes"]
    )


def _iter_lines(page: Page, removed: Sequence[Successor]) -> Iterator[nodes.paragraph]:
    own, source = page.edition.language.tag, page.edition.source.tag
    for one in removed:
        name = LocalizedText(text=curl_quotes(_read_words(one), source), language=source)
        words = fill_pattern(page.ui_strings(MESSAGE), name=make_mixed_text(name))
        yield nodes.paragraph("", "", *words.make_nodes(own, own), classes=[PREDECESSOR])


def _read_words(removed: Successor) -> str:
    """Return the last title of a removed label without its markup; the label where it had none."""
    title = removed.title
    parsed = None if is_plain_text(title) else parse_inline(title)
    return (parsed.astext() if parsed is not None else title) or removed.label
