"""Write the updates of languages; compute one again if a file was saved since it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding, Place
from build_tools.paths import Root, safe_join
from build_tools.process.lock import hold_lock
from build_tools.process.signals import block_signals

if TYPE_CHECKING:
    from build_tools.catalogues.update import FileChange, LanguageUpdate, UpdateRequest

MAX_ATTEMPTS = 5
Compute = Callable[[Sequence["UpdateRequest"]], list["LanguageUpdate"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedUpdates:
    """Hold what was written: the number of catalogues, the changed files, and the findings."""

    catalogues: int = 0
    changes: tuple[FileChange, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _WrittenFiles:
    """Collect what became of files: written, refused by the disk, or saved by somebody meanwhile."""

    changes: list[FileChange]
    findings: list[Finding]
    overtaken: list[FileChange]


def preview_updates(updates: Iterable[LanguageUpdate], root: Root, tags: Sequence[str]) -> SavedUpdates:
    """Return what would be written; write nothing."""
    from build_tools.catalogues import update

    computed = list(updates)
    findings = [finding for each in computed for finding in each.findings]
    changes = [change for each in computed for change in each.changes]
    try:
        glossary = update.add_glossary_columns(root, tags)
        changes += [glossary] if glossary else []
    except UserError as error:
        findings.append(convert_to_finding(error))
    catalogues = sum(each.catalogues for each in computed)
    return SavedUpdates(catalogues=catalogues, changes=tuple(changes), findings=tuple(findings))


def save_updates(requests: Sequence[UpdateRequest], compute: Compute, root: Root) -> SavedUpdates:
    """Compute languages and write them, again from the new files where somebody saved one meanwhile.

    What is saved again and again is left as it is, with an error.
    """
    saved = SavedUpdates()
    due = list(requests)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        overtaken = set[str]()
        for each in compute(due):
            written = _write_language(each.changes, root)
            if written.overtaken and attempt < MAX_ATTEMPTS:
                overtaken.add(each.tag)
            saved = _add_language(saved, each, written, is_last=each.tag not in overtaken)
        due = [request for request in due if request.tag in overtaken]
        if not due:
            break
    return saved


def _add_language(
    saved: SavedUpdates, updated: LanguageUpdate, written: _WrittenFiles, *, is_last: bool
) -> SavedUpdates:
    """Add what was written of a language; of files that are computed again nothing is said yet."""
    files = {change.file for change in written.changes}
    findings = [one for one in updated.findings if is_last or one.place.file in files]
    findings += written.findings
    findings += (_make_overtaken_finding(change) for change in written.overtaken if is_last)
    return SavedUpdates(
        catalogues=saved.catalogues + updated.catalogues * is_last,
        changes=(*saved.changes, *written.changes),
        findings=tuple(dict.fromkeys((*saved.findings, *findings))),
    )


def save_glossary(saved: SavedUpdates, root: Root, tags: Sequence[str]) -> SavedUpdates:
    """Add the columns that the glossary lacks to what was written, as `save_updates` does."""
    from build_tools.catalogues import update

    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            change = update.add_glossary_columns(root, tags)
        except UserError as error:
            return replace(saved, findings=(*saved.findings, convert_to_finding(error)))
        if change is None:
            break
        with hold_lock(change.path):
            written = _write_files([change], root)
        if written.overtaken and attempt < MAX_ATTEMPTS:
            continue
        findings = (*written.findings, *map(_make_overtaken_finding, written.overtaken))
        changes = (*saved.changes, *written.changes)
        return replace(saved, changes=changes, findings=(*saved.findings, *findings))
    return saved


def save_weblate_components(saved: SavedUpdates, root: Root, change: FileChange | None) -> SavedUpdates:
    """Add the components that follow the pages to what was written, as `save_updates` does."""
    if change is None:
        return saved
    with hold_lock(change.path):
        written = _write_files([change], root)
    findings = (*saved.findings, *written.findings, *map(_make_overtaken_finding, written.overtaken))
    return replace(saved, changes=(*saved.changes, *written.changes), findings=findings)


def _write_language(changes: Sequence[FileChange], root: Root) -> _WrittenFiles:
    """Write a language's files, or none if one of them was saved since it was read."""
    from build_tools.catalogues.file_replacement import is_unchanged

    overtaken = [change for change in changes if not is_unchanged(change.path, change.old_digest)]
    if overtaken:
        return _WrittenFiles([], [], overtaken)
    return _write_files(changes, root)


def _write_files(changes: Iterable[FileChange], root: Root) -> _WrittenFiles:
    """Move each file into its place, whole, unless another was saved there meanwhile."""
    from build_tools.catalogues.file_replacement import (
        FileChangedError,
        delete_unchanged_file,
        replace_unchanged_file,
    )

    written = _WrittenFiles([], [], [])
    for change in changes:
        if change.moved_to and (written.overtaken or written.findings):
            continue  # what it holds may not be in its new place yet
        try:
            with block_signals():
                path = safe_join(root.path, change.file).resolve()
                if change.moved_to:
                    delete_unchanged_file(path, change.old_digest)
                else:
                    replace_unchanged_file(path, change.old_digest, change.data)
            written.changes.append(change)
        except FileChangedError:
            written.overtaken.append(change)
        except OSError as error:
            written.findings.append(_make_unwritten_finding(change, error))
    return written


def _make_unwritten_finding(change: FileChange, error: OSError) -> Finding:
    return Finding(
        code="catalogue/unwritten",
        severity="error",
        message=f"cannot be written: {error.strerror} — let it be written, then update",
        place=Place(file=change.file),
    )


def _make_overtaken_finding(change: FileChange) -> Finding:
    from build_tools.catalogues.file_replacement import make_changed_error

    return convert_to_finding(make_changed_error(change.file, "update"))
