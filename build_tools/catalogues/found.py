"""Where an edition's catalogues lie: takes a root and names, gives the .po of each page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from build_tools.errors import UserError
from build_tools.layout import Root, iter_files, relativize_path
from build_tools.model import Finding, Place

PAGES = (".rst", ".txt", ".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A catalogue on disk: `page` is its page (`charter-agenda/right-1`), `file` for findings."""

    page: str
    path: Path
    file: str


def catalogues(root: Root, language: str, publication: str) -> tuple[Found, ...]:
    """Return an edition's catalogues, sorted by page; none where there is no folder.

    Raises Mendable `catalogue/link` or `catalogue/not-a-file` for what is not a plain file
    within the root.
    """
    folder = root.get_catalogue_folder(language, publication)
    paths = _below(folder, root) if folder.is_dir() else ()
    return tuple(_found(path, folder, root, publication) for path in paths)


def pages(root: Root, publication: str) -> tuple[str, ...]:
    """Return the names of a publication's pages (`charter-agenda/right-1`), sorted."""
    sources = (
        relativize_path(path, root.source)
        for path in iter_files(root.get_source_folder(publication))
    )
    return tuple(sorted(name.rpartition(".")[0] for name in sources if name.endswith(PAGES)))


def pageless(file: Found, line: int | None, pages: Sequence[str]) -> Finding:
    """Return the error for a catalogue whose page is not among `pages`: nobody reads it.

    `line` is that of its first translation.
    """
    near = get_close_matches(file.page, pages, n=1, cutoff=0.0)
    nearest = f" (the nearest is {near[0]})" if near else ""
    return Finding(
        code="catalogue/no-page",
        severity="error",
        message=f"there is no page {file.page}: nothing of this catalogue is used"
        f" — name it as its page{nearest}, or run editions catalogue update, which"
        " puts its translations where they belong",
        place=Place(file=file.file, line=line),
    )


def below(folder: Path) -> Iterator[Path]:
    """Yield what is called .po, sorted, and links that are no file: none is judged or entered."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        is_po = entry.name.endswith(".po")
        if entry.name.startswith("."):
            continue
        if is_po or (entry.is_symlink() and not entry.is_file()):
            yield Path(entry.path)
        elif entry.is_dir():
            yield from below(Path(entry.path))


def plain_file(path: Path, root: Root) -> Path:
    """Return a catalogue's path; refuse one that is no file or leads out of the root.

    Raises Mendable `catalogue/link` or `catalogue/not-a-file`.
    """
    if not _stays(path, root):
        raise _refused("link", "the catalogue is a link that leads out of the root", path, root)
    if not path.is_file():
        raise _refused("not-a-file", "the catalogue is not a plain file", path, root)
    return path


def _stays(path: Path, root: Root) -> bool:
    try:
        return path.resolve().is_relative_to(root.path.resolve())
    except (OSError, RuntimeError):  # links in a circle lead nowhere, and so to no file
        return True


def _below(folder: Path, root: Root) -> Iterator[Path]:
    for path in below(folder):
        if path.suffix == ".po":
            yield plain_file(path, root)
        elif path.is_dir():
            raise _refused("link", "a folder of catalogues is a link", path, root)


def _found(path: Path, folder: Path, root: Root, publication: str) -> Found:
    page = path.relative_to(folder).with_suffix("").as_posix()
    return Found(page=f"{publication}/{page}", path=path, file=root.relativize(path))


def _refused(what: str, message: str, path: Path, root: Root) -> UserError:
    return UserError(
        f"catalogue/{what}",
        message,
        remedy="put the .po itself there",
        place=Place(file=root.relativize(path)),
        exit_code=1,
    )
