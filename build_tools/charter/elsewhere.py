"""References to other publications: takes what they read, gives words, and a link where one leads.

`:ref:` finds no such label among the pages of its own edition; Sphinx then asks here.
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

from build_tools.charter import tongues
from build_tools.model import Edition, LocalizedText, Reference, UiStrings

NAMED = "{publication}, {article}"
NAMELESS = (
    "the label %s, of another publication, has no title — "
    "write words of your own: :ref:`words <%s>`"
)
logger = getLogger(__name__)


def install(app: Sphinx, edition: Edition, words: UiStrings) -> None:
    """Let an application resolve the references of an edition to other publications."""

    def resolve(
        app: Sphinx, _env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
    ) -> nodes.Element | None:
        """Return the words of a reference, as a link where one leads; None where it is not ours."""
        is_ours = node.get("refdomain") == "std" and node["reftype"] == "ref"
        reference = edition.references.get(node["reftarget"]) if is_ours else None
        if reference is None:
            return None
        if not (node.get("refexplicit") or reference.name):
            label = reference.label
            logger.warning(NAMELESS, label, label, location=node, type="press", subtype="no-title")
            return nodes.inline("", "", cast("nodes.Node", shown))
        named = _named(reference, words, tongues.around(node, edition.language.tag))
        inner = [cast("nodes.Node", shown)] if node.get("refexplicit") else list(named)
        return _led(app, node["refdoc"], reference, inner)

    app.connect("missing-reference", resolve)


def said(reference: Reference, edition: Edition, words: UiStrings) -> str:
    """Return what a reference without words of its own reads; nothing where it has no name."""
    named = _named(reference, words, edition.language.tag) if reference.name else ()
    return "".join(node.astext() for node in named)


def letters(references: Iterable[Reference]) -> str:
    """Return every letter that references may show, but those of the words between."""
    shown = (word.text for one in references for word in (one.name, one.title) if word)
    return "".join("".join(shown).split())


def _named(reference: Reference, words: UiStrings, around: str) -> Iterator[nodes.Node]:
    """Yield the words for a place: the publication as a title of a work, then the article."""
    name, title = reference.name, reference.title
    if name is None or name == title:
        yield _cited(title, around)
        return
    parts = {"{publication}": _cited(title, around), "{article}": _inline(name, around)}
    for part in re.split(r"(\{\w+\})", words(NAMED).text):
        if part:
            yield parts[part] if part in parts else nodes.Text(part)


def _cited(title: LocalizedText, around: str) -> nodes.Element:
    return nodes.title_reference("", title.text, classes=_spoken(title, around))


def _inline(word: LocalizedText, around: str) -> nodes.Element:
    return nodes.inline("", word.text, classes=_spoken(word, around))


def _spoken(word: LocalizedText, around: str) -> list[str]:
    return [] if word.language.lower() == around.lower() else [tongues.mark(word.language)]


def _led(app: Sphinx, page: str, reference: Reference, inner: list[nodes.Node]) -> nodes.Element:
    """Return the words as a link where the medium can lead there, else as words alone."""
    address = app.builder.elsewhere(page, reference) if hasattr(app.builder, "elsewhere") else ""
    if address:
        return nodes.reference("", "", *inner, internal=True, refuri=address)
    return nodes.inline("", "", *inner)
