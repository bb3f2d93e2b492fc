"""Collect a Reading from a Sphinx application that has read an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.model import Edition, Finding, Place, UiStrings
from build_tools.paths import Root
from build_tools.reader import characters, outline
from build_tools.reader.reading import Reading
from build_tools.reader.source_errors import assign_finding
from build_tools.sphinx_ext.articles import cross_publication, labels, paragraphs
from build_tools.sphinx_ext.translation import message_outcomes, untranslated


def collect_reading(
    edition: Edition,
    ui_strings: UiStrings,
    app: Sphinx,
    root: Root,
    sphinx_findings: Iterable[Finding],
) -> Reading:
    """Return the Reading of an edition; `sphinx_findings` are the warnings of reading it."""
    get_doctree = cache(app.env.get_doctree)
    chapters = outline.build_chapters(app.env, edition, get_doctree)
    pages = [(c.page, get_doctree(f"{edition.publication.id}/{c.page}")) for c in chapters]
    findings = (
        *sphinx_findings,
        *_find_unlabelled_sections(pages, edition),
        *_find_unknown_articles(pages, edition, root),
    )
    edition_findings = [assign_finding(finding, edition) for finding in findings]
    return Reading(
        edition=edition,
        ui_strings=ui_strings,
        app=app,
        title=chapters[0].title,
        chapters=chapters,
        messages=tuple(_iter_page_messages(pages)),
        message_outcomes=tuple(_iter_page_outcomes(pages)),
        characters=characters.collect_characters(tree for _, tree in pages).union(
            cross_publication.collect_title_characters(edition.references.values()),
            paragraphs.collect_reference_characters(app.env),
        ),
        dependencies=_list_dependencies(app, root, edition),
        findings=tuple(edition_findings),
    )


def _iter_page_messages(pages: Iterable[tuple[str, nodes.document]]) -> Iterator[tuple[str, str]]:
    for page, tree in pages:
        messages: list[str] = tree.get(untranslated.MESSAGES, [])
        yield from ((page, message) for message in messages)


def _iter_page_outcomes(
    pages: Iterable[tuple[str, nodes.document]],
) -> Iterator[message_outcomes.MessageOutcome]:
    for _, tree in pages:
        yield from tree.get(message_outcomes.MESSAGE_OUTCOMES, ())


def _find_unlabelled_sections(
    pages: Iterable[tuple[str, nodes.document]], edition: Edition
) -> Iterator[Finding]:
    for page, tree in pages:
        if labels.UNLABELLED in tree:
            yield Finding(
                code="id/unlabelled",
                severity="note",
                message="a section without a label: its address may change with its title",
                place=Place(
                    file=f"source/{edition.publication.id}/{page}.rst",
                    line=tree[labels.UNLABELLED],
                ),
            )


def _find_unknown_articles(
    pages: Iterable[tuple[str, nodes.document]], edition: Edition, root: Root
) -> Iterator[Finding]:
    """Yield a warning for each unnumbered article in the register that no page has."""
    unnumbered = edition.unnumbered
    anchors = {id for _, tree in pages if unnumbered for id in labels.iter_label_anchors(tree)}
    for article in unnumbered:
        if labels.make_anchor(article.label) not in anchors:
            yield Finding(
                code="register/no-article",
                severity="warning",
                message=f"no section has the label {article.label} —"
                " write the label as a page has it",
                place=Place(file=root.relativize(root.register), line=article.line),
            )


def _list_dependencies(app: Sphinx, root: Root, edition: Edition) -> tuple[Path, ...]:
    files = {
        (root.source / name).resolve() for names in app.env.dependencies.values() for name in names
    }
    publication_folder = root.get_source_folder(edition.publication.id).resolve()
    return tuple(sorted(path for path in files if not path.is_relative_to(publication_folder)))
