"""Make a release of web pages alone, as `editions release cut` leaves them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from build_tools.model import OutputFile, Target
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import compute_file_digest, iter_files
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.release.manifest import format_manifest

Pages = Mapping[str, str]


def make_release(folder: Path, version: str, editions: Mapping[tuple[str, str], Pages]) -> Path:
    """Return a release of these pages, by publication and language, then by name."""
    for (publication, language), pages in editions.items():
        home = folder / "editions" / language / publication / "html"
        home.mkdir(parents=True, exist_ok=True)
        for name, text in {"style.css": "p { margin: 0 }\n", **pages}.items():
            (home / name).write_text(text, encoding="utf-8")
    return seal_pages(folder, version)


def copy_release(editions: Path, folder: Path, version: str) -> Path:
    """Return a release of the web pages below a folder of built editions."""
    for home in sorted(editions.glob("*/*/html")):
        shutil.copytree(home, folder / "editions" / home.relative_to(editions))
    return seal_pages(folder, version)


def seal_pages(folder: Path, version: str) -> Path:
    """Write the manifest of what lies in a folder, and return the folder."""
    files = [file for file in iter_files(folder) if file.name != "manifest.json"]
    described = {
        file.relative_to(folder).as_posix(): OutputFile(
            path=file.relative_to(folder).as_posix(),
            sha256=compute_file_digest(file),
            size=file.stat().st_size,
        )
        for file in files
    }
    editions = tuple(
        ReleasedEdition(
            target=Target(path.split("/")[2], path.split("/")[1], "html"),
            path=path,
            sha256=one.sha256,
            size=one.size,
        )
        for path, one in described.items()
        if path.endswith("/html/index.html")
    )
    manifest = Manifest(
        version=version, date=date(2026, 12, 1), editions=editions, files=tuple(described.values())
    )
    ReleaseFolder(folder).manifest.write_bytes(format_manifest(manifest))
    return folder
