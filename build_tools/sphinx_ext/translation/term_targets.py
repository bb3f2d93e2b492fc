"""Tell of a translated `:term:` that leads to another entry of the glossary than its source does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import extract_messages

from build_tools.sphinx_ext.transform import Page

SOURCE_TERMS = "press-source-terms"
TERM_IDS = "press-term-ids"
_logger = logging.getLogger(__name__)


def store_terms(page: Page) -> None:
    """Store the entries of a page's glossaries, and the terms of each message, before it is translated."""
    if page.edition.is_source:
        return
    terms = page.document.findall(nodes.term)
    page.metadata[TERM_IDS] = {term.astext().lower(): term["ids"][0] for term in terms if term["ids"]}
    for node, _ in extract_messages(page.document):
        targets = [reference["reftarget"] for reference in _iter_terms(node)]
        if targets:
            node[SOURCE_TERMS] = targets


def mark_translated_terms(page: Page) -> None:
    """Store with each translated `:term:` the terms that its source leads to."""
    for node in list(page.document.findall(nodes.Element)):
        targets = node.attributes.pop(SOURCE_TERMS, None)
        for reference in _iter_terms(node) if targets else ():
            reference[SOURCE_TERMS] = targets


def report_other_terms(page: Page) -> None:
    """Log each `:term:` that leads to an entry which its source does not lead to."""
    references = [each for each in _iter_terms(page.document) if SOURCE_TERMS in each]
    entries = _collect_entries(page.env) if references else {}
    for reference in references:
        target, sources = reference["reftarget"], reference[SOURCE_TERMS]
        own_ids = {entries.get(source.lower()) for source in sources}
        found = page.env.domaindata["std"]["terms"].get(target.lower())
        if found and found[1] not in own_ids:
            text = (
                "“%s” leads to another entry than the source, which has “%s” — write the term of that entry"
            )
            names = "”, “".join(sources)
            _logger.warning(text, target, names, location=reference, type="press", subtype="other-term")


def _iter_terms(node: nodes.Element) -> Iterator[pending_xref]:
    for reference in node.findall(pending_xref):
        if (reference["refdomain"], reference["reftype"]) == ("std", "term"):
            yield reference


def _collect_entries(env: BuildEnvironment) -> Mapping[str, str]:
    """Return the id of each entry of all glossaries, by its term in the source language."""
    pages = [metadata.get(TERM_IDS, {}) for metadata in env.metadata.values()]
    return {term: id for page in pages for term, id in page.items()}
