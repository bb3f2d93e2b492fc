"""Find the .po files of an edition, one for each page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Finding, Place
from build_tools.paths import PAGE_SUFFIXES, Root, iter_files, relativize_path

_REMEDY = "put the .po itself there"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFile:
    """Describe a catalogue on disk: its page (`charter-agenda/right-1`), and its name in findings.

    `fault` is why it cannot be used, as `require_plain_file` says.
    """

    page: str
    path: Path
    file: str
    fault: UserError | None = field(default=None, compare=False)


def find_catalogues(root: Root, language: str, publication: str) -> tuple[CatalogueFile, ...]:
    """Return an edition's catalogues, sorted by page, also those with a fault; none without a folder."""
    files = _iter_catalogue_files(root.get_catalogue_folder(language, publication), root)
    return tuple(
        replace(file, page=f"{publication}/{file.page}", fault=_find_fault(file.path, root))
        for file in files
        if file.path.suffix == ".po" or file.path.is_dir()
    )


def list_language_catalogues(root: Root, language: str) -> tuple[CatalogueFile, ...]:
    """Return every path named .po of a language, sorted, whatever is there; none without a folder."""
    return tuple(_iter_catalogue_files(root.get_messages_folder(language), root))


def _iter_catalogue_files(folder: Path, root: Root) -> Iterator[CatalogueFile]:
    """Yield what `iter_po_paths` finds, its pages named from the folder."""
    for path in iter_po_paths(folder) if folder.is_dir() else ():
        page = relativize_path(path, folder).removesuffix(".po")
        yield CatalogueFile(page=page, path=path, file=root.relativize(path))


def list_page_names(root: Root, publication: str) -> tuple[str, ...]:
    """Return the names of a publication's pages (`charter-agenda/right-1`), sorted."""
    folder = root.get_source_folder(publication)
    files = (path for path in iter_files(folder) if path.name.endswith(PAGE_SUFFIXES))
    return tuple(sorted(relativize_path(p, root.source).rpartition(".")[0] for p in files))


def make_no_page_finding(file: CatalogueFile, line: int | None, pages: Sequence[str]) -> Finding:
    """Return the error for a catalogue that no page uses; `line` is that of its first translation."""
    matches = get_close_matches(file.page, pages, n=1, cutoff=0.0)
    nearest = f" (the nearest is {matches[0]})" if matches else ""
    return Finding(
        code="catalogue/no-page",
        severity="error",
        message=f"there is no page {file.page}: nothing of this catalogue is used"
        f" — name it as its page{nearest}, or run editions catalogue update, which"
        " puts its translations where they belong",
        place=Place(file=file.file, line=line),
    )


def iter_po_paths(folder: Path) -> Iterator[Path]:
    """Yield every path named .po below a folder, sorted, and links that are no file; no hidden ones."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        is_po = entry.name.endswith(".po")
        if entry.name.startswith("."):
            continue
        if is_po or (entry.is_symlink() and not entry.is_file()):
            yield Path(entry.path)
        elif entry.is_dir():
            yield from iter_po_paths(Path(entry.path))


def require_plain_file(path: Path, root: Root) -> Path:
    """Return a plain file within the root. Raises UserError `catalogue/link` or `catalogue/not-a-file`."""
    if not _is_inside_root(path, root):
        message = "the catalogue is a link that leads out of the root"
        raise make_catalogue_error("link", message, _REMEDY, root.relativize(path))
    if not path.is_file():
        raise make_not_a_file_error(root.relativize(path))
    return path


def _is_inside_root(path: Path, root: Root) -> bool:
    try:
        return path.resolve().is_relative_to(root.path.resolve())
    except (OSError, RuntimeError):  # links in a circle lead nowhere, and so to no file
        return True


def _find_fault(path: Path, root: Root) -> UserError | None:
    if path.suffix != ".po":
        message = "a folder of catalogues is a link"
        return make_catalogue_error("link", message, _REMEDY, root.relativize(path))
    try:
        require_plain_file(path, root)
    except UserError as error:
        return error
    return None


def make_not_a_file_error(file: str) -> UserError:
    """Return the error for a folder, a pipe or a device with the name of a catalogue."""
    return make_catalogue_error("not-a-file", "the catalogue is not a plain file", _REMEDY, file)


def make_catalogue_error(code: str, message: str, remedy: str, file: str) -> UserError:
    """Return the error `catalogue/…` for a file or a folder that cannot be used."""
    return UserError(f"catalogue/{code}", message, remedy=remedy, place=Place(file=file), exit_code=1)
