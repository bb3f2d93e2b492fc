"""Resolve references to other publications: text, and a link where the format can link there.

`:ref:` finds no such label among the pages of its own edition; Sphinx then emits
`missing-reference`.
"""

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
from build_tools.sphinx_ext.text import lang_classes

TITLE_PATTERN = "{publication}, {article}"
NO_TITLE = (
    "the label %s, of another publication, has no title — "
    "write words of your own: :ref:`words <%s>`"
)
logger = getLogger(__name__)


def install_cross_references(app: Sphinx, edition: Edition, ui_strings: UiStrings) -> None:
    """Let an application resolve the references of an edition to other publications."""

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
        named = _iter_text_nodes(
            reference, ui_strings, lang_classes.find_language(node, edition.language.tag)
        )
        inner = [cast("nodes.Node", shown)] if node.get("refexplicit") else list(named)
        return _make_link(app, node["refdoc"], reference, inner)

    app.connect("missing-reference", resolve_reference)


def format_cross_reference(reference: Reference, edition: Edition, ui_strings: UiStrings) -> str:
    """Return the text of a reference without a text of its own; empty where it has no name."""
    text_nodes = (
        _iter_text_nodes(reference, ui_strings, edition.language.tag) if reference.name else ()
    )
    return "".join(node.astext() for node in text_nodes)


def collect_title_characters(references: Iterable[Reference]) -> str:
    """Return every character that references may show, except those of the pattern."""
    texts = (word.text for one in references for word in (one.name, one.title) if word)
    return "".join("".join(texts).split())


def _iter_text_nodes(
    reference: Reference, ui_strings: UiStrings, language: str
) -> Iterator[nodes.Node]:
    """Yield the text of a place: the publication as a title reference, then the article."""
    name, title = reference.name, reference.title
    if name is None or name == title:
        yield _make_title_reference(title, language)
        return
    parts = {
        "{publication}": _make_title_reference(title, language),
        "{article}": _make_language_inline(name, language),
    }
    for part in re.split(r"(\{\w+\})", ui_strings(TITLE_PATTERN).text):
        if part:
            yield parts[part] if part in parts else nodes.Text(part)


def _make_title_reference(title: LocalizedText, language: str) -> nodes.Element:
    return nodes.title_reference("", title.text, classes=_get_language_classes(title, language))


def _make_language_inline(text: LocalizedText, language: str) -> nodes.Element:
    return nodes.inline("", text.text, classes=_get_language_classes(text, language))


def _get_language_classes(text: LocalizedText, language: str) -> list[str]:
    return (
        []
        if text.language.lower() == language.lower()
        else [lang_classes.make_lang_class(text.language)]
    )


def _make_link(
    app: Sphinx, page: str, reference: Reference, children: list[nodes.Node]
) -> nodes.Element:
    """Return the text as a link where the builder has a URI for it, else as an inline node."""
    get_uri = getattr(app.builder, "get_publication_uri", None)
    address = get_uri(page, reference) if get_uri else ""
    if address:
        return nodes.reference("", "", *children, internal=True, refuri=address)
    return nodes.inline("", "", *children)
