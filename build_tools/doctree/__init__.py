"""The only room that starts Sphinx: takes an edition, gives its Reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx, builtin_extensions

from build_tools import charter
from build_tools.charter import circles, imprint, log, transcribing
from build_tools.charter.reading import Reading
from build_tools.doctree.gathering import gathered
from build_tools.doctree.refusing import refuse, stamped
from build_tools.doctree.starting import started
from build_tools.errors import UserError
from build_tools.layout import Root, find_invalid_utf8, relativize_path
from build_tools.model import Edition, Finding, Place, ReviewStatus, UiStrings
from build_tools.model.transcript import ExpectedText


def prepare() -> None:
    """Import what Sphinx loads for each application: once, before any edition's process forks."""
    for extension in builtin_extensions:
        import_module(extension)


def read(
    edition: Edition, root: Root, *, messages: Path | None, words: UiStrings, work: Path
) -> Reading:
    """Read an edition's texts once; `messages` holds its compiled catalogues and Sphinx's words.

    Raises Mendable with exit 1 where the text cannot be read whole.
    """
    said = StringIO()
    app = started(edition, root, messages, work, said)
    with log.collect_sphinx_log(root.path, app, said.getvalue()) as heard:
        charter.wire(app, edition, words)
        read = _read(app)
        list(app.env.check_dependents(app, read))  # numbers sections and figures
        app.env.check_consistency()
        circles.report_toctree_cycle(
            app.env, f"{edition.publication.id}/{edition.publication.start}"
        )
    refuse(heard.findings, edition)
    return gathered(edition, words, app, root, heard.findings)


def extract(edition: Edition, root: Root, *, work: Path) -> Path:
    """Write what there is to translate as templates, a .pot a page; return their folder.

    `edition` is that in its source language, and no catalogue is in sight. Raises Mendable with
    exit 1 where the text cannot be read whole.
    """
    said = StringIO()
    app = started(edition, root, None, work, said, builder="gettext")
    app.config.gettext_uuid = False
    app.config.gettext_location = True
    with log.collect_sphinx_log(root.path, app, said.getvalue()) as heard, _legible(app):
        app.build(force_all=True)
    refuse(heard.findings, edition)
    return Path(app.outdir)


def _read(app: Sphinx) -> set[str]:
    with _legible(app):
        return set(app.builder.read())


@contextmanager
def _legible(app: Sphinx) -> Iterator[None]:
    """Turn a page that is not UTF-8 into the line that is at fault."""
    try:
        yield
    except UnicodeDecodeError as error:
        file = Path(app.env.doc2path(app.env.current_document.docname))
        raise UserError(
            "source/not-utf8",
            "the page is not UTF-8",
            remedy="save the file as UTF-8",
            place=Place(
                file=relativize_path(file, app.srcdir.parent), line=find_invalid_utf8(file)
            ),
            exit_code=1,
        ) from error


def settled(reading: Reading, standing: ReviewStatus) -> Reading:
    """Return a reading whose edition stands so, which is known once all of it is read."""
    return imprint.set_review_status(reading, standing)


@contextmanager
def writing(reading: Reading, root: Root) -> Iterator[list[Finding]]:
    """Collect what is found while a format is written, where references are resolved.

    Raises Mendable with exit 1 at the end of the block where the text cannot be written whole.
    """
    found: list[Finding] = []
    with log.collect_sphinx_log(root.path, reading.app) as heard:
        yield found
    refuse(heard.findings, reading.edition)
    found += (stamped(finding, reading.edition) for finding in heard.findings)


def transcript(reading: Reading) -> ExpectedText:
    """Return what an edition says, in words, whatever it is written as."""
    return transcribing.collect_expected_text(reading)


def resolve(reading: Reading) -> None:
    """Resolve the references of every page, for what Sphinx says of them; nothing is written."""
    env, folder = reading.app.env, reading.edition.publication.id
    for chapter in reading.chapters:
        name = f"{folder}/{chapter.page}"
        env.resolve_references(env.get_doctree(name), name, reading.app.builder)
