"""How a doctree becomes HTML in every format: Sphinx's translator with what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

from build_tools.charter import spaces, tongues
from build_tools.charter.imprint import IMPRINT
from build_tools.charter.said import Said
from build_tools.unicode_data import find_direction

logger = logging.getLogger(__name__)
# What `epub:type` calls the roles of notes.
NOTES = {"doc-noteref": "noteref", "doc-footnote": "footnote"}
# What is read from the left in every language.
CODE = {"code", "kbd", "pre", "samp"}
CODE_NODES = (nodes.literal_block, nodes.doctest_block, nodes.option)


class Translator(Said):
    """Writes language and direction, scopes, permanent links and the line under a title."""

    def starttag(
        self, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Return a start tag with `dir`, `xml:lang` and `scope` where they belong."""
        attributes.update(self._tongue(node))
        if isinstance(node, nodes.title) and re.fullmatch("h[1-6]", tagname):
            attributes.update(self.pages.heading(node, self.get_secnumber(node)))
        if tagname in CODE or isinstance(node, CODE_NODES):
            attributes.update({"dir": "ltr"} if self.pages.direction == "rtl" else {})
        if tagname == "th" and "scope" not in attributes:
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        attributes.update(self._role(node, attributes.get("role") or attributes.get("ROLE")))
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def _tongue(self, node: object) -> Mapping[str, str]:
        """Return the language of a passage in another one, and its direction."""
        name = tongues.marked(node) if isinstance(node, nodes.Element) else ""
        if not name:
            return {}
        tag = self.pages.spelling(name)
        return {"lang": tag, **self.pages.tongue(tag), "dir": find_direction(tag)}

    def _role(self, node: object, role: str | None) -> Mapping[str, str]:
        """Return what a role wants beside it, or the role in its place."""
        if role == "doc-biblioentry":
            # The role is deprecated (DPUB-ARIA 1.1): a source is an item of its list.
            return {"role": "listitem"}
        if role == "heading":
            return {"aria-level": "2"}
        if role in NOTES and _is_called(node):
            return self.pages.semantics(NOTES[role])
        return {}

    def get_secnumber(self, node: nodes.Element) -> tuple[int, ...] | None:
        """Return a heading's number; the imprint has none, whatever page was turned to last."""
        if node.parent is not None and IMPRINT in node.parent.get("ids", ()):
            return None
        return super().get_secnumber(node)

    def visit_section(self, node: nodes.section) -> None:
        """Open a section; a page has one heading of the first level, though it begin anew."""
        super().visit_section(node)
        self.section_level += _begins_anew(node)

    def depart_section(self, node: nodes.section) -> None:
        """Close what `visit_section` opened."""
        self.section_level -= _begins_anew(node)
        super().depart_section(node)

    def depart_title(self, node: nodes.title) -> None:
        """Close a heading; after an article's own, say how it stands."""
        super().depart_title(node)
        section = node.parent
        if isinstance(section, nodes.section) and self._is_article(section):
            self.body.append(self.pages.standing(section))

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Link a heading to itself where no line under it does; the sign is the style's to draw."""
        if not isinstance(node, nodes.section) or self._is_article(node):
            return
        if node["ids"] and self.pages.add_permalinks:
            name = self.pages.permalink(node)
            self.body.append(
                f'<a class="permalink" href="#{node["ids"][0]}" aria-label="{name}"></a>'
            )

    def _is_article(self, section: nodes.section) -> bool:
        return "designation" in section or isinstance(section.parent, nodes.document)

    def visit_compound(self, node: nodes.compound) -> None:
        """Open contents as navigation: they are no part of the text."""
        if "toctree-wrapper" not in node["classes"]:
            super().visit_compound(node)
        elif not (self.pages.shows_contents and node.children):
            raise nodes.SkipNode  # a hidden tree leaves nothing behind
        else:
            for caption in node.findall(nodes.title):
                caption["classes"] += self.pages.caption_classes(caption.astext())
            self.body.append(self._navigation(node))

    def _navigation(self, node: nodes.Element) -> str:
        title, page = node.next_node(nodes.title), self.document.next_node(nodes.title)
        name = title.astext() if title else self.pages.contents
        # The edition's own contents have that name. One in two languages could not be marked.
        inner = page.children if page else ()
        is_own = not any(tongues.marked(one) for one in inner if isinstance(one, nodes.Element))
        if name == self.pages.contents and page and is_own:
            name = f"{name} · {page.astext()}"
        label: dict[str, Any] = {"aria-label": name}
        return self.starttag(node, "nav", **label)

    def depart_compound(self, node: nodes.compound) -> None:
        """Close what `visit_compound` opened."""
        if "toctree-wrapper" in node["classes"]:
            self.body.append("</nav>\n")
        else:
            super().depart_compound(node)

    def visit_topic(self, node: nodes.topic) -> None:
        """Open a topic; a page's own list of contents is navigation."""
        if "contents" not in node["classes"]:
            super().visit_topic(node)
        elif not self.pages.shows_contents:
            raise nodes.SkipNode
        else:
            self.topic_classes = node["classes"]
            self.call_contents(node)
            self.body.append(self._navigation(node))

    def depart_topic(self, node: nodes.topic) -> None:
        """Close what `visit_topic` opened."""
        if "contents" in node["classes"]:
            self.topic_classes = []
            self.body.append("</nav>\n")
        else:
            super().depart_topic(node)

    def visit_classifier(self, node: nodes.Element) -> None:
        """Open the kind of a term, which is a word apart."""
        self.body.append(" ")
        super().visit_classifier(node)

    def depart_field_name(self, node: nodes.Element) -> None:
        """Close the name of a field, with the space that its language sets before a colon."""
        language = self.pages.reading.edition.language
        is_own = tongues.around(node, language.tag).lower() == language.tag.lower()
        colon = spaces.spaced(":", language, before="a") if is_own else ":"
        self.body.append(f'<span class="colon">{colon}</span></dt>\n')

    def visit_image(self, node: nodes.image) -> None:
        """Write a picture; one without words says nothing, not the name of its file."""
        node.setdefault("alt", "")
        super().visit_image(node)

    def visit_raw(self, node: nodes.raw) -> None:
        """Write what its author wrote for HTML; what is for another machine is left out."""
        if "html" in node.get("format", "").split():
            node.children = [nodes.Text(self.pages.markup(node.astext()))]
        super().visit_raw(node)

    def visit_table(self, node: nodes.table) -> None:
        """Open a table, in whatever its medium puts around it."""
        self.body.append(self.pages.around_table(*self._measured(node))[0])
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close what `visit_table` opened."""
        super().depart_table(node)
        self.body.append(self.pages.around_table(*self._measured(node))[1])

    def _measured(self, node: nodes.table) -> tuple[int, str]:
        return _measured(node, self.pages.reading.edition.language.forms.comma)

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write a call; in print a note that was moved to it stands in its place."""
        if "press-note" not in node:
            super().visit_footnote_reference(node)
            return
        self.body.append(self.starttag(node, "span", "", **self._call(node)))
        for paragraph in node["press-note"]:
            apart = nodes.inline(classes=["foot-paragraph", *tongues.classes(paragraph)])
            named: dict[str, Any] = {"data-structure": "P"}
            self.body.append(self.starttag(apart, "span", "", **named))
            for child in paragraph.children:
                child.walkabout(self)
            self.body.append("</span>")
        self.body.append("</span>")
        raise nodes.SkipNode

    def _call(self, node: nodes.Element) -> dict[str, Any]:
        """Return what print needs of a call: its number, its own place, names of two links."""
        number, words = node.astext(), self.pages.reading.words
        return {
            "CLASS": "foot",
            "data-call": number,
            "data-from": node["press-place"],
            "data-name": words("Note {number}").text.format(number=number),
            "data-back": words("Back to the call of note {number}").text.format(number=number),
        }

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Open a list; its class says how its author wrote the marks: `a)` or `a.`."""
        if node.get("suffix") == ")":
            node["classes"].append("paren")
        super().visit_enumerated_list(node)

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a formula as MathML, which needs no script."""
        self.body.append(self._formula(node, as_block=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element, math_env: str = "") -> None:
        """Write a displayed formula as MathML."""
        formula = self._formula(node, as_block=True)
        attributes: dict[str, Any] = {"CLASS": "math", **self.pages.scrolling}
        self.body.append(f"{self.starttag(node, 'div', **attributes)}{formula}</div>\n")
        raise nodes.SkipNode

    def _formula(self, node: nodes.Element, *, as_block: bool) -> str:
        """Return a formula as MathML; one that cannot be read is told, and stands as it is."""
        try:
            mathml = _close(tex2mathml(node.astext(), as_block=as_block))
        except Exception as error:  # docutils stumbles in many ways over what is no formula
            words = f"the formula cannot be read: {error}"
            logger.warning(words, location=node, type="formula")
            return f"<code>{self.encode(node.astext())}</code>"
        return self.pages.formula(mathml, node.astext())

    def visit_toctree(self, node: nodes.Element) -> None:
        """Leave out what is left of a contents tree."""
        raise nodes.SkipNode


def _close(formula: str) -> str:
    """Return MathML without the white between its elements, which print would set."""
    return re.sub(r">\s+<", "><", formula)


def _is_called(node: object) -> bool:
    """Return whether a node is a call or is called: apps hide a note behind its call."""
    if isinstance(node, nodes.footnote):
        return bool(node["backrefs"])
    return isinstance(node, nodes.footnote_reference)


def _measured(table: nodes.Element, comma: str) -> tuple[int, str]:
    """Return how many columns a table has, and its title or else the heads of its columns."""
    group = table.next_node(nodes.tgroup)
    heads = (entry for head in table.findall(nodes.thead) for entry in head.findall(nodes.entry))
    named: list[nodes.Element] = [*table.findall(nodes.title)] or [*heads]
    name = comma.join(spaces.one_line(part.astext()) for part in named)
    return (group.get("cols", 0) if group is not None else 0), name


def _begins_anew(section: nodes.Element) -> bool:
    """Return whether a page has a section of the same level above, which gives it its name."""
    above = section.parent.children if isinstance(section.parent, nodes.document) else []
    first = next((child for child in above if isinstance(child, nodes.section)), section)
    return first is not section
