"""Find the versions of editions that a release issues, and record them for the editions to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.errors import UserError
from build_tools.model import (
    ArticleWords,
    EditionVersion,
    Publication,
    Register,
    collect_articles,
    find_changed_articles,
)
from build_tools.model.expected_text import ExpectedText
from build_tools.paths import BuildFolder, Root
from build_tools.register.version_tables import VersionTables, write_version_tables
from build_tools.tasks.release.request import CutRequest
from build_tools.tasks.release.selection import SelectedEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedVersion:
    """Hold a version of an edition that a release issues, its title, and the articles that it had before.

    `pages` are the pages of its articles by their anchors.
    """

    publication: Publication
    title: str
    version: EditionVersion
    before: Mapping[str, ArticleWords]
    pages: Mapping[str, str]


def list_issued_versions(
    build: BuildFolder, register: Register, selected: Iterable[SelectedEdition], request: CutRequest
) -> tuple[IssuedVersion, ...]:
    """Return the versions of the editions that a release does not carry over.

    Where the register has no date or note, they are those of the release. Raises UserError if what the words
    of an edition are is not known.
    """
    targets = (one.edition.target for one in selected if not one.is_carried)
    names = dict.fromkeys((target.publication, target.language) for target in targets)
    return tuple(_make_version(register.get_publication(name), tag, build, request) for name, tag in names)


def _make_version(
    publication: Publication, language: str, build: BuildFolder, request: CutRequest
) -> IssuedVersion:
    text = _read_text(publication.id, language, build)
    before = collect_articles(publication.list_earlier_versions(language))
    version = EditionVersion(
        language=language,
        version=publication.version,
        date=publication.date or request.day,
        note=publication.note or request.note,
        articles=find_changed_articles(before, text.article_words),
    )
    return IssuedVersion(
        publication=publication,
        title=text.title,
        version=version,
        before=before,
        pages={one.name: one.page for one in reversed(text.anchors) if one.kind == "article"},
    )


def _read_text(publication: str, language: str, build: BuildFolder) -> ExpectedText:
    from build_tools.inspection.text.expected import read_expected_text

    text = read_expected_text(build.get_expected_text(publication, language))
    if text is None:
        message = f"the text that {publication} was made from in {language} is gone"
        raise UserError("release/no-text", message, remedy="run editions clean, then this again")
    return text


def record_versions(root: Root, register: Register, issued: Iterable[IssuedVersion]) -> None:
    """Write the tables of versions with those that are issued. Raises UserError if one cannot be written.

    Recorded again, a version replaces itself.
    """
    new: dict[str, list[EditionVersion]] = {}
    for one in issued:
        if one.version.version:
            new.setdefault(one.publication.id, []).append(one.version)
    tables: VersionTables = {
        one.id: (*_iter_others(one.versions, new.get(one.id, ())), *new.get(one.id, ()))
        for one in register.publications
    }
    if any(tables.values()):
        write_version_tables(root, tables)


def _iter_others(
    versions: Iterable[EditionVersion], new: Iterable[EditionVersion]
) -> Iterator[EditionVersion]:
    replaced = {(one.version, one.language) for one in new}
    yield from (one for one in versions if (one.version, one.language) not in replaced)
