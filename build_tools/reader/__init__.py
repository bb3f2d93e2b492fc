"""Read editions with Sphinx, which no other room starts.

`read_edition` takes an edition and returns its Reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from io import StringIO
from itertools import pairwise
from pathlib import Path

from sphinx import addnodes
from sphinx.application import Sphinx, builtin_extensions
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from build_tools import sphinx_ext
from build_tools.errors import UserError
from build_tools.model import Edition, Finding, Place, ReviewStatus, UiStrings
from build_tools.paths import Root, find_invalid_utf8, relativize_path
from build_tools.reader.collect import collect_reading
from build_tools.reader.reading import Reading
from build_tools.reader.source_errors import assign_finding, raise_first_error
from build_tools.reader.sphinx_app import start_sphinx
from build_tools.reader.sphinx_log import collect_sphinx_log
from build_tools.sphinx_ext import imprint

logger = logging.getLogger(__name__)


def preload_extensions() -> None:
    """Import what Sphinx loads for each application, once, before any worker forks."""
    for extension in builtin_extensions:
        import_module(extension)


def read_edition(
    edition: Edition, root: Root, *, messages: Path | None, ui_strings: UiStrings, work: Path
) -> Reading:
    """Read an edition's texts once; `messages` holds its compiled catalogues and Sphinx's strings.

    Raises UserError with exit 1 where the text cannot be read completely.
    """
    output = StringIO()
    app = start_sphinx(edition, root, messages, work, output)
    with collect_sphinx_log(root.path, app, output.getvalue()) as log_handler:
        sphinx_ext.setup_app(app, edition, ui_strings)
        with _convert_decode_errors(app):
            docnames = set(app.builder.read())
        list(app.env.check_dependents(app, docnames))  # numbers sections and figures
        app.env.check_consistency()
        start = f"{edition.publication.id}/{edition.publication.start}"
        _report_toctree_cycle(app.env, start)
    raise_first_error(log_handler.findings, edition)
    return collect_reading(edition, ui_strings, app, root, log_handler.findings)


def extract_templates(edition: Edition, root: Root, *, work: Path) -> Path:
    """Write the messages of the sources as templates, a .pot a page; return their folder.

    `edition` is the one in its source language, without catalogues. Raises UserError with exit 1
    where the text cannot be read completely.
    """
    output = StringIO()
    app = start_sphinx(edition, root, None, work, output, builder="gettext")
    app.config.gettext_uuid = False
    app.config.gettext_location = True
    with collect_sphinx_log(root.path, app, output.getvalue()) as log_handler, _convert_decode_errors(app):
        app.build(force_all=True)
    raise_first_error(log_handler.findings, edition)
    return Path(app.outdir)


@contextmanager
def _convert_decode_errors(app: Sphinx) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        file = Path(app.env.doc2path(app.env.current_document.docname))
        raise UserError(
            "source/not-utf8",
            "the page is not UTF-8",
            remedy="save the file as UTF-8",
            place=Place(file=relativize_path(file, app.srcdir.parent), line=find_invalid_utf8(file)),
            exit_code=1,
        ) from error


def apply_review_status(reading: Reading, review_status: ReviewStatus) -> Reading:
    """Return a reading with the review status of its edition, and the characters that name it.

    The status is known once all of the edition is read.
    """
    edition = replace(reading.edition, review_status=review_status)
    parts = imprint.describe_review_status(edition, reading.ui_strings)
    characters = frozenset("".join("".join(part.text for part in parts).split()))
    return replace(reading, edition=edition, characters=reading.characters | characters)


@contextmanager
def collect_write_findings(reading: Reading, root: Root) -> Iterator[list[Finding]]:
    """Collect the findings of writing a format, which is when references are resolved.

    Raises UserError with exit 1 at the end of the block where the text cannot be written
    completely.
    """
    findings: list[Finding] = []
    with collect_sphinx_log(root.path, reading.app) as log_handler:
        yield findings
    raise_first_error(log_handler.findings, reading.edition)
    findings += (assign_finding(finding, reading.edition) for finding in log_handler.findings)


def resolve_references(reading: Reading) -> None:
    """Resolve the references of every page for Sphinx's warnings; nothing is written."""
    for chapter in reading.chapters:
        tree, docname = reading.get_doctree(chapter), reading.get_docname(chapter)
        reading.app.env.resolve_references(tree, docname, reading.app.builder)


def _report_toctree_cycle(env: BuildEnvironment, start: str) -> None:
    """Log the toctree that closes a cycle, if there is one: Sphinx would follow it for ever."""
    try:
        TopologicalSorter(env.toctree_includes).prepare()
    except CycleError as error:
        _log_cycle(env, [(page, name) for name, page in pairwise(error.args[1])], start)


def _log_cycle(env: BuildEnvironment, cycle: list[tuple[str, str]], start: str) -> None:
    """Log the entry of a cycle (pairs of page and included page) that leads to its first page."""
    top = min((name for _, name in cycle), key=lambda name: (name != start, name))
    page = next(page for page, name in cycle if name == top)
    trees = env.get_doctree(page).findall(addnodes.toctree)
    logger.warning(
        "the toctree leads back to %s, which leads to this page",
        top,
        location=next((tree for tree in trees if top in tree["includefiles"]), page),
        type="press",
        subtype="circle",
    )
