"""Catalogues made ready for Sphinx: takes an edition, gives its .mo files and what was found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from build_tools.catalogues import found
from build_tools.catalogues.mo import compiled
from build_tools.catalogues.model import Compiled, Page
from build_tools.catalogues.passing import Passed, passed
from build_tools.catalogues.reading import Contents, contents
from build_tools.catalogues.standing import standing
from build_tools.catalogues.syntax import Accepted, accepted, judged
from build_tools.errors import UserError
from build_tools.layout import Root, safe_join, write_atomically
from build_tools.model import Edition, Finding, Place, ReviewStatus


def compile_edition(edition: Edition, root: Root, into: Path) -> Compiled:
    """Write an edition's .mo files below `into`, through gettext and the gate.

    Sphinx finds them with `locale_dirs = [into]` and `gettext_compact = False`; nothing is
    written beside a .po. Raises Mendable `catalogue/…`, exit 1, for a catalogue that cannot
    be used at all: bad syntax, a link out of the root.
    """
    if edition.is_source:
        written = ReviewStatus(text_origin=edition.publication.text_origin)
        return Compiled(folder=None, standing=written)
    files = found.catalogues(root, edition.language.tag, edition.publication.id)
    return _compiled(edition, root, into, dict(zip(files, _read(files), strict=True)))


def compile_rest(
    edition: Edition, root: Root, into: Path
) -> tuple[Compiled, tuple[UserError, ...]]:
    """Compile what can be used of an edition; return it with why each other catalogue cannot.

    As `compile_edition`, for those who look at a translation and publish none of it.
    """
    if edition.is_source:
        return compile_edition(edition, root, into), ()
    files: Sequence[found.Found] = ()
    outcomes: list[Contents | UserError]
    try:
        files = found.catalogues(root, edition.language.tag, edition.publication.id)
        outcomes = list(outcomes_of(files))
    except UserError as error:  # of no single catalogue
        outcomes = [error]
    refused = tuple(each for each in outcomes if isinstance(each, UserError))
    pairs = zip(files, outcomes, strict=False)
    read = {file: each for file, each in pairs if isinstance(each, Contents)}
    made = _compiled(edition, root, into, read)
    # That there is no translation at all is not to be said of one that cannot be read.
    return replace(made, findings=()) if refused and not read else made, refused


def _compiled(
    edition: Edition, root: Root, into: Path, read: Mapping[found.Found, Contents]
) -> Compiled:
    known = found.pages(root, edition.publication.id)
    made = [passed(file.page, file.file, holds) for file, holds in read.items()]
    _write(made, into, edition)
    findings = _findings(tuple(read), made, known) if read else _none(edition, root)
    own = {one.page.name: one.page for one in made if not known or one.page.name in known}
    return Compiled(
        folder=into if read else None,
        standing=standing(edition.publication.text_origin, own.values()),
        findings=tuple(
            replace(finding, publication=edition.publication.id, language=edition.language.tag)
            for finding in findings
        ),
        pages=own,
    )


def _read(files: Sequence[found.Found]) -> list[Contents]:
    catalogues = accepted([(file.path, file.file) for file in files])
    return [contents(each, file.file) for each, file in zip(catalogues, files, strict=True)]


def outcomes_of(files: Sequence[found.Found]) -> Iterator[Contents | UserError]:
    """Yield what each catalogue holds, in its place why it cannot be used; never raises it."""
    read = judged([(file.path, file.file) for file in files])
    for file, each in zip(files, read, strict=True):
        yield each if isinstance(each, UserError) else _held(each, file)


def _held(catalogue: Accepted, file: found.Found) -> Contents | UserError:
    try:
        return contents(catalogue, file.file)
    except UserError as error:
        return error


def _write(made: Sequence[Passed], into: Path, edition: Edition) -> None:
    messages = safe_join(into, f"{edition.language.folder}/LC_MESSAGES")
    # A .mo whose .po is gone would be used still.
    shutil.rmtree(safe_join(messages, edition.publication.id), ignore_errors=True)
    for each in made:
        write_atomically(safe_join(messages, f"{each.page.name}.mo"), compiled(_used(each.page)))


def _used(page: Page) -> dict[str, str]:
    return {message.msgid: message.text for message in page.messages.values() if message.text}


def _findings(
    files: Sequence[found.Found], made: Sequence[Passed], known: Sequence[str]
) -> Iterator[Finding]:
    """Yield an error for each catalogue of no page, then what was found in each of them.

    One of no page that holds obsolete entries alone is kept, and nothing is said of it.
    """
    for file, one in zip(files, made, strict=True):
        used = next((each for each in one.page.messages.values() if each.msgstr), None)
        if used and known and file.page not in known:
            yield found.pageless(file, used.line, known)
    for one in made:
        yield from one.findings


def _none(edition: Edition, root: Root) -> list[Finding]:
    folder = root.get_catalogue_folder(edition.language.tag, edition.publication.id)
    compact = folder.with_name(f"{folder.name}.po")
    text = f"there is no translation: it is built in {edition.source.name}, marked so"
    if compact.is_file():
        text = f"{compact.name} holds all pages; the press reads a catalogue a page: {text}"
    place = Place(file=root.relativize(compact if compact.is_file() else folder))
    return [Finding(code="catalogue/none", severity="note", message=text, place=place)]
