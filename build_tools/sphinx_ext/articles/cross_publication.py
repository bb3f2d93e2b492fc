"""Resolve references to other publications: text, and a link where the format can link there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from build_tools.model import Edition, LocalizedText, Reference, UiStrings
from build_tools.sphinx_ext.text.lang_classes import find_language, make_lang_class

TITLE_PATTERN = "{publication}, {article}"
NO_TITLE = "the label %s, of another publication, has no title — write words of your own: :ref:`words <%s>`"
logger = getLogger(__name__)


def install_cross_references(app: Sphinx, edition: Edition, ui_strings: UiStrings) -> None:
    """Resolve references to other publications, for which Sphinx emits `missing-reference`."""

    def resolve_reference(
        app: Sphinx, _env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
    ) -> nodes.Element | None:
        """Return the text of a reference, as a link if possible; None if it is not ours."""
        is_ours = node.get("refdomain") == "std" and node["reftype"] == "ref"
        reference = edition.references.get(node["reftarget"]) if is_ours else None
        if reference is None:
            return None
        if not (node.get("refexplicit") or reference.name):
            label = reference.label
            logger.warning(NO_TITLE, label, label, location=node, type="press", subtype="no-title")
            return nodes.inline("", "", cast("nodes.Node", shown))
        children = [cast("nodes.Node", shown)]
        if not node.get("refexplicit"):
            language = find_language(node, edition.language.tag)
            children = list(_iter_text_nodes(reference, ui_strings, language))
        return _make_link(app, node["refdoc"], reference, children)

    app.connect("missing-reference", resolve_reference)


def format_cross_reference(reference: Reference, edition: Edition, ui_strings: UiStrings) -> str:
    """Return the text of a reference without a text of its own; empty where it has no name."""
    if reference.name is None:
        return ""
    text_nodes = _iter_text_nodes(reference, ui_strings, edition.language.tag)
    return "".join(node.astext() for node in text_nodes)


def collect_title_characters(references: Iterable[Reference]) -> str:
    """Return every character that references may show, except those of the pattern."""
    texts = (word.text for one in references for word in (one.name, one.title) if word)
    return "".join("".join(texts).split())


def _iter_text_nodes(reference: Reference, ui_strings: UiStrings, language: str) -> Iterator[nodes.Node]:
    """Yield the text of a place: the publication as a title reference, then the article."""
    name, title = reference.name, reference.title
    title_node = _mark_text(nodes.title_reference, title, language)
    if name is None or name == title:
        yield title_node
        return
    parts = {"{publication}": title_node, "{article}": _mark_text(nodes.inline, name, language)}
    for part in re.split(r"(\{\w+\})", ui_strings(TITLE_PATTERN).text):
        if part:
            yield parts[part] if part in parts else nodes.Text(part)


def _mark_text(kind: type[nodes.TextElement], text: LocalizedText, language: str) -> nodes.TextElement:
    is_own = text.language.lower() == language.lower()
    return kind("", text.text, classes=[] if is_own else [make_lang_class(text.language)])


def _make_link(app: Sphinx, page: str, reference: Reference, children: list[nodes.Node]) -> nodes.Element:
    """Return the text as a link where the builder has a URI for it, else as an inline node."""
    get_uri = getattr(app.builder, "get_publication_uri", None)
    address = get_uri(page, reference) if get_uri else ""
    if address:
        return nodes.reference("", "", *children, internal=True, refuri=address)
    return nodes.inline("", "", *children)
