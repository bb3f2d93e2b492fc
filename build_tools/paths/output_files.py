"""Describe the files of a finished edition."""

from __future__ import annotations

from pathlib import Path

from build_tools.model import Output, OutputFile
from build_tools.paths.file_contents import compute_file_digest, iter_files


def describe_output(made: Path, main_file: str, pages: int | None) -> Output:
    """Return what is reported of an edition: a file, or a folder with its `index.html`.

    `main_file` is its path relative to the build folder, where it will stand. Raises OSError.
    """
    is_folder = made.is_dir()
    home = main_file.rpartition("/")[0] if is_folder else ""
    files = tuple(
        describe_file(file, f"{home}/{file.relative_to(made).as_posix()}" if is_folder else main_file)
        for file in (iter_files(made) if is_folder else (made,))
    )
    main = next(file for file in files if file.path == main_file)
    return Output(
        path=main_file,
        sha256=main.sha256,
        size=main.size,
        pages=pages,
        files=files if is_folder else (),
    )


def describe_file(file: Path, path: str) -> OutputFile:
    """Return what is reported of a file; `path` is its name there. Raises OSError."""
    return OutputFile(path=path, sha256=compute_file_digest(file), size=file.stat().st_size)
