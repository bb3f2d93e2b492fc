"""Say in the imprint how an article is cited, and what its permanent address is."""

from __future__ import annotations

from docutils import nodes

from build_tools.model import Edition, LocalizedText, UiStrings
from build_tools.sphinx_ext.text.mixed_text import fill_pattern, make_mixed_text

CITING = "citing"
BY_NUMBER = "Cite an article by its number and its title, then this text."
BY_TITLE = "Cite an article by its title, then this text."
ADDRESS = (
    "The permanent address of an article is that of this text followed by its label, for example: {address}"
)


def make_citing_line(edition: Edition, ui_strings: UiStrings) -> nodes.paragraph:
    """Return a paragraph that says how an article is cited."""
    own = edition.language.tag
    words = make_mixed_text(ui_strings(BY_NUMBER if edition.publication.numbering else BY_TITLE))
    return nodes.paragraph("", "", *words.make_nodes(own, own), classes=[CITING])


def add_article_address(tree: nodes.document, edition: Edition, ui_strings: UiStrings, anchor: str) -> None:
    """Add the permanent address of an article, as an example, where the imprint says how one is cited."""
    address, own = edition.make_permanent_address(anchor), edition.language.tag
    for line in tree.findall(nodes.paragraph):
        if CITING in line["classes"] and address:
            example = make_mixed_text(LocalizedText(text=address, language="en"))
            words = fill_pattern(ui_strings(ADDRESS), address=example)
            line.extend([nodes.Text(" "), *words.make_nodes(own, own)])
