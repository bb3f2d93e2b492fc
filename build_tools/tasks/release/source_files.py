"""List the files from which a release can be built again: those of its root, and the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.model import Register
from build_tools.paths import PROJECT_DIR, Root, iter_files, relativize_path, safe_join

PROGRAM_FOLDERS = ("build_tools", "styles", "locale")
PROGRAM_FILES = ("editions", "pyproject.toml", "LICENSE", "debian-packages.txt")


def list_source_files(root: Root, register: Register) -> Mapping[str, Path]:
    """Return the files of a root by their names in it, those of the program below `press/`."""
    return dict(sorted([*_iter_root_files(root, register), *_iter_program_files()]))


def _iter_root_files(root: Root, register: Register) -> Iterator[tuple[str, Path]]:
    folders = [root.source, root.locale]
    if root.path != PROJECT_DIR:  # the program's own styles are its, below `press/`
        folders.append(root.styles)
    for folder in folders:
        for file in iter_files(folder, boundary=root.path):
            yield relativize_path(file, root.path), file
    if register.requirements:
        yield register.requirements, safe_join(root.path, register.requirements)


def _iter_program_files() -> Iterator[tuple[str, Path]]:
    """Yield the files of the program but texts: of its catalogues those of UI strings alone."""
    for folder in PROGRAM_FOLDERS:
        for file in iter_files(PROJECT_DIR / folder, boundary=PROJECT_DIR):
            name = relativize_path(file, PROJECT_DIR)
            if folder != "locale" or file.name in ("press.po", "press.pot"):
                yield f"press/{name}", file
    names = (*PROGRAM_FILES, *(file.name for file in PROJECT_DIR.glob("requirements*.lock")))
    for name in names:
        yield f"press/{name}", PROJECT_DIR / name
