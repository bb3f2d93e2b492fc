"""What was read, gathered: takes an application that has read an edition, gives its Reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.charter import (
    arrivals,
    elsewhere,
    fallback,
    labels,
    letters,
    outline,
    paragraphs,
)
from build_tools.charter.reading import Reading
from build_tools.doctree.refusing import stamped
from build_tools.layout import Root
from build_tools.model import Edition, Finding, Place, UiStrings


def gathered(
    edition: Edition, words: UiStrings, app: Sphinx, root: Root, heard: Iterable[Finding]
) -> Reading:
    """Return the Reading of an edition; `heard` is what Sphinx said while it was read."""
    tree = cache(app.env.get_doctree)
    chapters = outline.build_chapters(app.env, edition, tree)
    pages = [(c.page, tree(f"{edition.publication.id}/{c.page}")) for c in chapters]
    found = (*heard, *_unlabelled(pages, edition), *_unknown(pages, edition, root))
    told = [stamped(finding, edition) for finding in found]
    return Reading(
        edition=edition,
        ui_strings=words,
        app=app,
        title=chapters[0].title,
        chapters=chapters,
        messages=tuple(_messages(pages)),
        message_outcomes=tuple(_arrivals(pages)),
        characters=letters.collect_characters(tree for _, tree in pages).union(
            elsewhere.collect_title_characters(edition.references.values()),
            paragraphs.collect_reference_characters(app.env),
        ),
        dependencies=_dependencies(app, root, edition),
        findings=tuple(told),
    )


def _messages(pages: Iterable[tuple[str, nodes.document]]) -> Iterator[tuple[str, str]]:
    for page, tree in pages:
        found: list[str] = tree.get(fallback.MESSAGES, [])
        yield from ((page, message) for message in found)


def _arrivals(pages: Iterable[tuple[str, nodes.document]]) -> Iterator[arrivals.MessageOutcome]:
    for _, tree in pages:
        yield from tree.get(arrivals.MESSAGE_OUTCOMES, ())


def _unlabelled(pages: Iterable[tuple[str, nodes.document]], edition: Edition) -> Iterator[Finding]:
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


def _unknown(
    pages: Iterable[tuple[str, nodes.document]], edition: Edition, root: Root
) -> Iterator[Finding]:
    """Tell which articles the register leaves unnumbered in this language and no page has."""
    listed = edition.unnumbered
    known = {id for _, tree in pages if listed for id in labels.iter_label_anchors(tree)}
    for one in listed:
        if labels.make_anchor(one.label) not in known:
            yield Finding(
                code="register/no-article",
                severity="warning",
                message=f"no section has the label {one.label} — write the label as a page has it",
                place=Place(file=root.relativize(root.register), line=one.line),
            )


def _dependencies(app: Sphinx, root: Root, edition: Edition) -> tuple[Path, ...]:
    found = {
        (root.source / name).resolve() for names in app.env.dependencies.values() for name in names
    }
    own = root.get_source_folder(edition.publication.id).resolve()
    return tuple(sorted(path for path in found if not path.is_relative_to(own)))
