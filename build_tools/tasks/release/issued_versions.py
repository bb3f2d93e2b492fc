"""Record what a release issues in the tables of versions, from which later editions tell what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from build_tools.errors import UserError
from build_tools.model import EditionVersion, Publication, Register, collect_articles, find_changed_articles
from build_tools.paths import BuildFolder, Root
from build_tools.register.version_tables import VersionTables, write_version_tables
from build_tools.tasks.release.selection import SelectedEdition


def record_versions(
    root: Root, build: BuildFolder, register: Register, selected: Iterable[SelectedEdition], day: date
) -> None:
    """Write the versions of the editions that a release does not carry over; `day` is that of the release.

    Recorded again, a version replaces itself. Raises UserError if a table cannot be written, or if what the
    words of an edition are is not known.
    """
    targets = (one.edition.target for one in selected if not one.is_carried)
    issued = dict.fromkeys((target.publication, target.language) for target in targets)
    tables: VersionTables = {one.id: one.versions for one in register.publications}
    for name, language in issued:
        publication = register.get_publication(name)
        if publication.version:
            version = _make_version(publication, language, build, day)
            others = (one for one in tables[name] if not _is_same(one, version))
            tables[name] = (*others, version)
    if any(tables.values()):
        write_version_tables(root, tables)


def _make_version(publication: Publication, language: str, build: BuildFolder, day: date) -> EditionVersion:
    from build_tools.inspection.text.expected import read_expected_text

    file = build.get_expected_text(publication.id, language)
    expected_text = read_expected_text(file)
    if expected_text is None:
        message = f"the text that {publication.id} was made from in {language} is gone"
        raise UserError("release/no-text", message, remedy="run editions clean, then this again")
    before = collect_articles(publication.list_earlier_versions(language))
    return EditionVersion(
        language=language,
        version=publication.version,
        date=publication.date or day,
        note=publication.note,
        articles=find_changed_articles(before, expected_text.article_words),
    )


def _is_same(one: EditionVersion, other: EditionVersion) -> bool:
    return (one.version, one.language) == (other.version, other.language)
