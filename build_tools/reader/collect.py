"""Collect a Reading from a Sphinx application that has read an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.model import Edition, Finding, Place, UiStrings
from build_tools.paths import Root
from build_tools.reader import outline
from build_tools.reader.characters import collect_characters
from build_tools.reader.reading import Reading
from build_tools.reader.source_errors import assign_finding
from build_tools.sphinx_ext.articles import cross_publication, labels, paragraphs
from build_tools.sphinx_ext.translation.message_outcomes import MESSAGE_OUTCOMES, MessageOutcome
from build_tools.sphinx_ext.translation.untranslated import MESSAGES

PageTree = tuple[str, nodes.document]


def collect_reading(
    edition: Edition, ui_strings: UiStrings, app: Sphinx, root: Root, log: Iterable[Finding]
) -> Reading:
    """Return the Reading of an edition; `log` are the warnings of reading it."""
    get_doctree = cache(app.env.get_doctree)
    chapters = outline.build_chapters(app.env, edition, get_doctree)
    pages = [(c.page, get_doctree(f"{edition.publication.id}/{c.page}")) for c in chapters]
    findings = [
        *log,
        *_find_unlabelled_sections(pages, edition),
        *_find_unknown_articles(pages, edition, root),
    ]
    messages: list[tuple[str, str]] = []
    outcomes: list[MessageOutcome] = []
    for page, tree in pages:
        messages += zip(repeat(page), tree.get(MESSAGES, ()), strict=False)
        outcomes += tree.get(MESSAGE_OUTCOMES, ())
    return Reading(
        edition=edition,
        ui_strings=ui_strings,
        app=app,
        title=chapters[0].title,
        chapters=chapters,
        messages=tuple(messages),
        message_outcomes=tuple(outcomes),
        characters=collect_characters(tree for _, tree in pages).union(
            cross_publication.collect_title_characters(edition.references.values()),
            paragraphs.collect_reference_characters(app.env),
        ),
        dependencies=_list_dependencies(app, root, edition),
        findings=tuple(assign_finding(finding, edition) for finding in findings),
    )


def _find_unlabelled_sections(pages: Iterable[PageTree], edition: Edition) -> Iterator[Finding]:
    for page, tree in pages:
        if labels.UNLABELLED in tree:
            file = f"source/{edition.publication.id}/{page}.rst"
            yield Finding(
                code="id/unlabelled",
                severity="note",
                message="a section without a label: its address may change with its title",
                place=Place(file=file, line=tree[labels.UNLABELLED]),
            )


def _find_unknown_articles(pages: Iterable[PageTree], edition: Edition, root: Root) -> Iterator[Finding]:
    """Yield a warning for each unnumbered article in the register that no page has."""
    unnumbered = edition.unnumbered
    anchors = {id for _, tree in pages if unnumbered for id in labels.iter_label_anchors(tree)}
    for article in unnumbered:
        if labels.make_anchor(article.label) not in anchors:
            yield Finding(
                code="register/no-article",
                severity="warning",
                message=f"no section has the label {article.label} — write it as a page has it",
                place=Place(file=root.relativize(root.register), line=article.line),
            )


def _list_dependencies(app: Sphinx, root: Root, edition: Edition) -> tuple[Path, ...]:
    names = {name for page_names in app.env.dependencies.values() for name in page_names}
    files = {(root.source / name).resolve() for name in names}
    own_folder = root.get_source_folder(edition.publication.id).resolve()
    return tuple(sorted(path for path in files if not path.is_relative_to(own_folder)))
