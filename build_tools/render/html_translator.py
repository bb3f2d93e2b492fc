"""Translate a doctree to HTML in every format: Sphinx's translator and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes

from build_tools.formulas import FormulaError, collect_formula_letters, convert_formula
from build_tools.reader.format_tags import is_raw_html
from build_tools.render.marked_lists import MarkedListTranslator
from build_tools.script_direction import find_direction
from build_tools.sphinx_ext.articles.equations import EQUATION_NUMBER
from build_tools.sphinx_ext.articles.titles import get_section_name, is_designation
from build_tools.sphinx_ext.formula_check import report_formula
from build_tools.sphinx_ext.imprint import IMPRINT
from build_tools.sphinx_ext.text import spacing
from build_tools.sphinx_ext.text.lang_classes import find_language, get_lang_classes, get_own_language

# What `epub:type` calls the roles of notes.
NOTE_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote"}
# What is read from the left in every language.
CODE_TAGS = {"code", "kbd", "pre", "samp"}
CODE_NODES = (nodes.literal_block, nodes.doctest_block, nodes.option, addnodes.desc_signature)


class EditionHTMLTranslator(MarkedListTranslator):
    """Write language, direction, scopes, permanent links and the line below a title."""

    def starttag(
        self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Return a start tag with `dir`, `xml:lang` and `scope` where they belong."""
        attributes.update(self._get_language_attributes(node))
        if isinstance(node, nodes.title) and re.fullmatch("h[1-6]", tagname):
            number = self.get_secnumber(node)
            attributes.update(self.edition_builder.get_heading_attributes(node, number))
        if tagname in CODE_TAGS or isinstance(node, CODE_NODES):
            attributes.update({"dir": "ltr"} if self.edition_builder.direction == "rtl" else {})
        if tagname == "th" and "scope" not in attributes:
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        role = attributes.get("role") or attributes.get("ROLE")
        attributes.update(self._get_role_attributes(node, role))
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def _get_language_attributes(self, node: object) -> Mapping[str, str]:
        name = get_own_language(node) if isinstance(node, nodes.Element) else ""
        if not name:
            return {}
        tag = self.edition_builder.normalize_tag(name)
        more = self.edition_builder.get_lang_attributes(tag)
        return {"lang": tag, **more, "dir": find_direction(tag)}

    def _get_role_attributes(self, node: object, role: str | None) -> Mapping[str, str]:
        """Return the attributes that a role needs beside it, or a role in its place."""
        if role == "doc-biblioentry":
            # The role is deprecated (DPUB-ARIA 1.1): a source is an item of its list.
            return {"role": "listitem"}
        if role == "heading":
            return {"aria-level": "2"}
        if role in NOTE_TYPES and _is_linked_note(node):
            return self.edition_builder.get_note_attributes(NOTE_TYPES[role])
        return {}

    def get_secnumber(self, node: nodes.Element) -> tuple[int, ...] | None:
        """Return the number of a heading; an article has its own, and the imprint none."""
        section = node.parent
        if section is not None and (IMPRINT in section.get("ids", ()) or "designation" in section):
            return None
        return super().get_secnumber(node)

    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link; in contents the number of an article is its own."""
        if any(is_designation(part) for part in node.findall(nodes.inline)):
            node["secnumber"] = ()
        super().visit_reference(node)

    def visit_section(self, node: nodes.section) -> None:
        """Open a section; a page has one heading of level 1, even with several top sections."""
        super().visit_section(node)
        self.section_level += _is_later_top_section(node)

    def depart_section(self, node: nodes.section) -> None:
        """Close what `visit_section` opened."""
        self.section_level -= _is_later_top_section(node)
        super().depart_section(node)

    def depart_title(self, node: nodes.title) -> None:
        """Close a heading, and write its status line."""
        super().depart_title(node)
        section = node.parent
        if isinstance(section, nodes.section):
            self.body.append(self.edition_builder.render_status_line(section))

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Link a heading to itself where it has no status line; the sign is drawn by CSS."""
        if not isinstance(node, nodes.section) or isinstance(node.parent, nodes.document):
            return
        if node["ids"] and self.edition_builder.add_permalinks:
            titled_node = node.next_node(nodes.title) or node
            name = spacing.collapse_whitespace(titled_node.astext())
            self.body.append(self.edition_builder.render_permalink(node["ids"][0], name))

    def visit_compound(self, node: nodes.compound) -> None:
        """Open contents as `nav`: they are no part of the text."""
        if "toctree-wrapper" not in node["classes"]:
            super().visit_compound(node)
        elif not (self.edition_builder.shows_contents and node.children):
            raise nodes.SkipNode  # a hidden tree leaves nothing behind
        else:
            for caption in node.findall(nodes.title):
                caption["classes"] += self.edition_builder.get_caption_classes(caption.astext())
            self.body.append(self._open_navigation(node))

    def _open_navigation(self, node: nodes.Element) -> str:
        title = node.next_node(nodes.title)
        name = title.astext() if title else self.edition_builder.contents_title
        if name == self.edition_builder.contents_title:
            name = self._name_contents()
        label: dict[str, Any] = {"aria-label": name}
        return self.starttag(node, "nav", **label)

    def _name_contents(self) -> str:
        """Return the name of a page's own contents; those of the edition have the word alone.

        A name in two languages could not be marked: it is the word alone, or where that is foreign the title.
        """
        word, page = self.edition_builder.contents_title, self.document.next_node(nodes.title)
        if page is None:
            return word
        if not self.edition_builder.has_own_string("Contents"):
            return get_section_name(cast("nodes.section", page.parent))
        words = [child for child in page.children if not is_designation(child)]
        is_marked = any(get_own_language(child) for child in words if isinstance(child, nodes.Element))
        return word if is_marked or "designation-language" in page.parent else f"{word} · {page.astext()}"

    def depart_compound(self, node: nodes.compound) -> None:
        """Close what `visit_compound` opened."""
        if "toctree-wrapper" in node["classes"]:
            self.body.append("</nav>\n")
        else:
            super().depart_compound(node)

    def visit_topic(self, node: nodes.topic) -> None:
        """Open a topic; a page's own list of contents is a `nav`."""
        if "contents" not in node["classes"]:
            super().visit_topic(node)
        elif not self.edition_builder.shows_contents:
            raise nodes.SkipNode
        else:
            self.topic_classes = node["classes"]
            self.set_contents_title(node)
            self.body.append(self._open_navigation(node))

    def depart_topic(self, node: nodes.topic) -> None:
        """Close what `visit_topic` opened."""
        if "contents" in node["classes"]:
            self.topic_classes = []
            self.body.append("</nav>\n")
        else:
            super().depart_topic(node)

    def visit_classifier(self, node: nodes.Element) -> None:
        """Open the classifier of a term, with a space before it."""
        self.body.append(" ")
        super().visit_classifier(node)

    def depart_field_name(self, node: nodes.Element) -> None:
        """Close the name of a field, with the space of its language before the colon."""
        language = self.edition_builder.reading.edition.language
        tag = get_own_language(node[0]) if isinstance(node[0], nodes.Element) else ""
        is_own = (tag or find_language(node, language.tag)).lower() == language.tag.lower()
        colon = spacing.set_spaces(":", language, before="a") if is_own else ":"
        self.body.append(f'<span class="colon">{colon}</span></dt>\n')

    def visit_image(self, node: nodes.image) -> None:
        """Write an image; one without alternative text gets an empty one, not its file name."""
        node.setdefault("alt", "")
        super().visit_image(node)

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write a listing as the format shows it."""
        start = len(self.body)
        if node.get("linenos"):
            self.edition_builder.constructs.add("line-numbers")
        try:
            super().visit_literal_block(node)
        except nodes.SkipNode:  # it is written, highlighted
            self.body[start:] = [self.edition_builder.convert_listing("".join(self.body[start:]))]
            raise

    def visit_raw(self, node: nodes.raw) -> None:
        """Write raw HTML as the format needs it; raw text for other writers is left out."""
        if is_raw_html(node):
            node.children = [nodes.Text(self.edition_builder.convert_raw_html(node.astext()))]
        super().visit_raw(node)

    def visit_table(self, node: nodes.table) -> None:
        """Open a table, in the wrapper of the format."""
        self.body.append(self._get_table_wrapper(node)[0])
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close what `visit_table` opened."""
        super().depart_table(node)
        self.body.append(self._get_table_wrapper(node)[1])

    def _get_table_wrapper(self, table: nodes.table) -> tuple[str, str]:
        """Return the wrapper for a table with its columns and its title, or else its heads."""
        group = table.next_node(nodes.tgroup)
        heads = [cell for head in table.findall(nodes.thead) for cell in head.findall(nodes.entry)]
        title_nodes: list[nodes.Element] = [*table.findall(nodes.title)] or [*heads]
        comma = self.edition_builder.reading.edition.language.forms.comma
        name = comma.join(spacing.collapse_whitespace(part.astext()) for part in title_nodes)
        columns = group.get("cols", 0) if group is not None else 0
        return self.edition_builder.get_table_wrapper(columns, name)

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write a note reference; in print a note that was moved to it is written in its place."""
        if "press-note" not in node:
            super().visit_footnote_reference(node)
            return
        self.body.append(self.starttag(node, "span", "", **self._get_footnote_attributes(node)))
        for paragraph in node["press-note"]:
            classes = ["foot-paragraph", *get_lang_classes(paragraph)]
            note_paragraph = nodes.inline(classes=classes)
            attributes: dict[str, Any] = {"data-structure": "P"}
            self.body.append(self.starttag(note_paragraph, "span", "", **attributes))
            for child in paragraph.children:
                child.walkabout(self)
            self.body.append("</span>")
        self.body.append("</span>")
        raise nodes.SkipNode

    def _get_footnote_attributes(self, node: nodes.Element) -> dict[str, Any]:
        """Return what print needs of a note reference: number, its own id, names of both links."""
        number, ui_strings = node.astext(), self.edition_builder.reading.ui_strings
        return {
            "CLASS": "foot",
            "data-call": number,
            "data-from": node["press-place"],
            "data-name": ui_strings("Note {number}").text.format(number=number),
            "data-back": ui_strings("Back to the reference to note {number}").text.format(number=number),
        }

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a formula as the format shows it: as MathML, which needs no script, or drawn."""
        self.body.append(self._render_math(node, as_block=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a displayed formula, and its number if it has a label."""
        formula, number = self._render_math(node, as_block=True), node.get(EQUATION_NUMBER, "")
        name = "math numbered" if number else "math"
        attributes: dict[str, Any] = {"CLASS": name, **self.edition_builder.scroll_attributes}
        shown = f'<span class="equation-number">{self.encode(number)}</span>' if number else ""
        self.body.append(f"{self.starttag(node, 'div', **attributes)}{formula}{shown}</div>\n")
        raise nodes.SkipNode

    def _render_math(self, node: nodes.Element, *, as_block: bool) -> str:
        """Return a formula as HTML; one that cannot be shown is logged and written as code."""
        builder = self.edition_builder
        builder.constructs.add("formulas")
        try:
            mathml = convert_formula(node.astext(), as_block=as_block)
            builder.formula_letters |= collect_formula_letters(mathml)
            return builder.convert_mathml(mathml, node.astext())
        except FormulaError as error:
            report_formula(node, error)
            return f"<code>{self.encode(node.astext())}</code>"

    def visit_toctree(self, node: nodes.Element) -> None:
        """Leave out what remains of a toctree."""
        raise nodes.SkipNode


def _is_linked_note(node: object) -> bool:
    """Return whether a node is a note reference or a note with one: apps hide a note behind it."""
    is_note = isinstance(node, nodes.footnote) and bool(node["backrefs"])
    return is_note or isinstance(node, nodes.footnote_reference)


def _is_later_top_section(section: nodes.Element) -> bool:
    """Return whether a page has an earlier section of the same level, which gives it its title."""
    siblings = section.parent.children if isinstance(section.parent, nodes.document) else []
    first = next((child for child in siblings if isinstance(child, nodes.section)), section)
    return first is not section
