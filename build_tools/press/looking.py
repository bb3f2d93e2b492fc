"""Reads a translation without writing it: takes an edition, gives what its catalogues lose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError, convert_to_finding
from build_tools.layout import BuildFolder, Root
from build_tools.model import Edition, Finding
from build_tools.press import trouble
from build_tools.press.repoint import repointed
from build_tools.press.unset import unset

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues, PageCatalogue
    from build_tools.charter.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found in an edition's catalogues, and their pages as they passed the gate."""

    findings: tuple[Finding, ...]
    pages: tuple[PageCatalogue, ...] = ()


def prepare() -> None:
    """Import once what each look needs, before their processes are forked."""
    from build_tools import catalogues, doctree  # noqa: F401

    doctree.prepare()


def look(edition: Edition, root: Root, build: BuildFolder, work: Path) -> Looked:
    """Compile an edition's catalogues, read its pages with them, and return what was found.

    What stops it is a finding: a catalogue that gettext refuses, a source that cannot be read.
    """
    try:
        return _looked(edition, root, work)
    except Exception as error:
        publication, tag = edition.publication.id, edition.language.tag
        told = trouble.finding(error, build, root.path, publication=publication, language=tag)
        return Looked(findings=(told,))


def _looked(edition: Edition, root: Root, work: Path) -> Looked:
    from build_tools import catalogues

    compiled, refused = catalogues.compile_usable_catalogues(edition, root, work / "messages")
    told = [*(_as_finding(one, edition) for one in refused), *compiled.findings]
    try:
        found = tuple(_found(edition, root, compiled, work))
    except UserError as error:
        found = (_as_finding(error, edition),)
    # What a page lacks has no line; where its catalogue cannot be read that says nothing.
    told += [one for one in found if one.place.line or not refused]
    return Looked(findings=tuple(told), pages=tuple(compiled.pages.values()))


def _found(
    edition: Edition, root: Root, compiled: EditionCatalogues, work: Path
) -> Iterator[Finding]:
    """Yield what reading shows: lost words, letters without a face, what Sphinx says."""
    from build_tools import catalogues, doctree

    if compiled.folder is None:
        return
    try:
        words = catalogues.load_ui_strings(edition.language, root)
    except UserError:
        return  # told once a language, by whoever judges the words of the design
    messages = catalogues.write_sphinx_strings(words, edition.language, work / "messages")
    reading = doctree.read_edition(
        edition, root, messages=messages, ui_strings=words, work=work / "reading"
    )
    yield from catalogues.find_lost_text(compiled, reading.message_outcomes, edition)
    yield from catalogues.find_unlisted_messages(compiled, reading.message_outcomes, edition)
    yield from _unset(reading, compiled, root)
    with doctree.collect_write_findings(reading, root) as said:
        doctree.resolve_references(reading)
    yield from _of_catalogues((*reading.findings, *said), reading, compiled)


def _unset(reading: Reading, compiled: EditionCatalogues, root: Root) -> tuple[Finding, ...]:
    """Return which letters no face has; that a face is missing is for `build` and `doctor`."""
    try:
        return tuple(unset(reading, compiled, root))
    except UserError:
        return ()


def _of_catalogues(
    findings: tuple[Finding, ...], reading: Reading, compiled: EditionCatalogues
) -> Iterator[Finding]:
    for finding in repointed(findings, reading, compiled):
        if finding.code.startswith("catalogue/"):
            yield finding


def _as_finding(error: UserError, edition: Edition) -> Finding:
    publication, tag = edition.publication.id, edition.language.tag
    return convert_to_finding(error, publication=publication, language=tag)
