"""Choose what a release holds: editions as they are built now, or as an earlier release has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.model import Finding, Output, OutputFile, Place, Publication, Register, ReportRow
from build_tools.model.release import Manifest, ReleasedEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedEdition:
    """Hold an edition of a release, and its files; one that is carried over lies in the last release."""

    edition: ReleasedEdition
    files: tuple[OutputFile, ...]

    @property
    def is_carried(self) -> bool:
        """Return whether an earlier release has it as it is."""
        return bool(self.edition.carried_from)


def select_editions(
    rows: Iterable[ReportRow], register: Register, last: Manifest | None, *, is_whole: bool
) -> tuple[SelectedEdition, ...]:
    """Return the editions of a release, in the order of their targets.

    `rows` are what was built for it, `last` the newest release. Where a language is not whole and its
    publication says `hold`, its last whole edition is taken. If the release is not `is_whole`, what is not
    among the rows is carried over.
    """
    built = {row.target: _select_edition(row, row.output, register, last) for row in rows if row.output}
    others = () if is_whole or last is None else last.editions
    carried = {
        one.target: carry_edition(one, last, "not part of this reissue")
        for one in others
        if last and one.target not in built
    }
    return tuple(built.get(target) or carried[target] for target in sorted({*built, *carried}))


def _select_edition(
    row: ReportRow, output: Output, register: Register, last: Manifest | None
) -> SelectedEdition:
    earlier = last.find_edition(row.target) if last else None
    made = _make_edition(row, output)
    if last is None or earlier is None:
        return made
    if is_held(row, register.get_publication(row.target.publication)) and earlier.coverage.untranslated <= 0:
        return carry_edition(earlier, last, _describe_gap(row))
    if _list_digests(last.list_edition_files(earlier)) == _list_digests(made.files):
        return carry_edition(earlier, last)
    return made


def is_held(row: ReportRow, publication: Publication) -> bool:
    """Return whether a release holds the last whole edition in place of this one."""
    return publication.partial == "hold" and row.coverage.untranslated > 0


def _describe_gap(row: ReportRow) -> str:
    count, words = row.coverage.untranslated, row.coverage.words
    return f"its translation is not whole: {count} of {words} words are not translated"


def _make_edition(row: ReportRow, output: Output) -> SelectedEdition:
    edition = ReleasedEdition(
        target=row.target,
        path=output.path,
        sha256=output.sha256,
        size=output.size,
        pages=output.pages,
        coverage=row.coverage,
        review=row.review,
        origin=row.origin,
    )
    own = OutputFile(path=output.path, sha256=output.sha256, size=output.size)
    return SelectedEdition(edition=edition, files=output.files or (own,))


def carry_edition(earlier: ReleasedEdition, last: Manifest, reason: str = "") -> SelectedEdition:
    """Return an edition as the last release has it; `reason` says why it stands for another one."""
    edition = replace(earlier, carried_from=earlier.carried_from or last.version, reason=reason)
    return SelectedEdition(edition=edition, files=last.list_edition_files(earlier))


def _list_digests(files: Iterable[OutputFile]) -> list[tuple[str, str]]:
    return sorted((one.path, one.sha256) for one in files)


def report_held_editions(
    selected: Iterable[SelectedEdition], rows: Iterable[ReportRow], register: Register
) -> Iterator[Finding]:
    """Yield a warning for each edition that is an older one, or that should be and has none to hold."""
    editions = {one.edition.target: one.edition for one in selected}
    for row in rows:
        edition = editions.get(row.target)
        if edition is None or not is_held(row, register.get_publication(row.target.publication)):
            continue
        if edition.reason:
            message = f"{edition.reason}; the release keeps its edition of {edition.carried_from}"
            yield _make_warning("held", edition, message)
        elif not edition.carried_from:
            message = f"{_describe_gap(row)}, and no release has a whole edition: it is published as it is"
            yield _make_warning("nothing-to-hold", edition, message)


def _make_warning(code: str, edition: ReleasedEdition, message: str) -> Finding:
    target = edition.target
    return Finding(
        code=f"release/{code}",
        severity="warning",
        message=message,
        place=Place(file=edition.path),
        publication=target.publication,
        language=target.language,
        format=target.format,
    )
