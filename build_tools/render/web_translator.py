"""Translate a doctree to HTML that reader modes of browsers keep whole."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes

from build_tools.render.html_translator import EditionHTMLTranslator

# Mozilla's Readability drops an element whose id or class looks like no text, unless one looks like text.
_JUNK_NAME = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends"
    r"|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate"
    r"|pagination|pager|popup|yom-remote",
    re.IGNORECASE,
)
_TEXT_CLASS = "content"


class WebTranslator(EditionHTMLTranslator):
    """Write a page as an article, and its notes and addresses, so that reader modes take them for text."""

    def starttag(
        self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Return a start tag, with the class of text where the id is a word such as `term-social-housing`."""
        ids = node["ids"] if isinstance(node, nodes.Element) else ()
        if tagname == "section" and _is_top_section(node):
            tagname = "article"
        if any(map(_JUNK_NAME.search, ids)):
            attributes["classes"] = [*attributes.get("classes", ()), _TEXT_CLASS]
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def depart_section(self, node: nodes.section) -> None:
        """Close a section; that of a page is an `article`: of text in lists reader modes count no other."""
        super().depart_section(node)
        if _is_top_section(node):
            self.body[-1] = "</article>\n"

    def depart_list_item(self, node: nodes.list_item) -> None:
        """Close an item, after the link to itself."""
        if isinstance(node.parent, nodes.enumerated_list):
            self._add_own_link(node)
        super().depart_list_item(node)

    def _add_own_link(self, node: nodes.Element) -> None:
        """Link a paragraph or an item that has an address to itself, by its name in words."""
        labels = self.edition_builder.env.domains.standard_domain.labels
        if node["ids"] and node["ids"][0] in labels:
            *_, name = labels[node["ids"][0]]
            self.body.append(self.edition_builder.render_permalink(node["ids"][0], name))

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Open a note, as the paragraph that it is if it has but one: reader modes drop `aside`."""
        tag, classes = ("p", ()) if _is_one_paragraph(node) else ("div", (_TEXT_CLASS,))
        names = [node.tagname, *classes]
        self.body.append(self.starttag(node, tag, "", classes=names, role="doc-footnote"))

    def depart_footnote(self, node: nodes.footnote) -> None:
        """Close a note."""
        self.body.append("</p>\n" if _is_one_paragraph(node) else "</div>\n")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """Open a paragraph, if it is not a note, which is open."""
        if not _is_one_paragraph(node.parent):
            super().visit_paragraph(node)

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        """Close what `visit_paragraph` opened, after the link to itself."""
        if not _is_one_paragraph(node.parent):
            self._add_own_link(node)
            super().depart_paragraph(node)


def _is_top_section(node: nodes.Element) -> bool:
    return isinstance(node, nodes.section) and isinstance(node.parent, nodes.document)


def _is_one_paragraph(note: nodes.Element) -> bool:
    """Return whether a node is a note with one paragraph, in the language around it."""
    if not isinstance(note, nodes.footnote) or len(note) != 2:
        return False
    paragraph = note[1]
    return isinstance(paragraph, nodes.paragraph) and not paragraph["classes"] and not paragraph["ids"]
