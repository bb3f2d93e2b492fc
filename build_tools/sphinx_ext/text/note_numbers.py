"""Write the numbers of notes in the digits of the edition."""

from __future__ import annotations

from docutils import nodes

from build_tools.sphinx_ext.transform import Page


def localize_note_numbers(page: Page) -> None:
    """Replace the digits of each footnote and of the references to it."""
    language = page.edition.language
    if not language.digits:
        return
    for kind in (nodes.footnote, nodes.footnote_reference):
        for node in page.document.findall(kind):
            label = node.next_node(nodes.label) if kind is nodes.footnote else node
            for text in list(label.findall(nodes.Text)) if label is not None else ():
                text.parent.replace(text, nodes.Text(language.localize_digits(text.astext())))
