"""Locate the files of a release, and the releases of a root."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.paths.file_contents import iter_files

MANIFEST, SUMS, SIGNATURE = "manifest.json", "SHA256SUMS", "SHA256SUMS.minisig"
PROVENANCE, SOURCES, ERRATA = "provenance.json", "sources.zip", "errata.json"
# What the manifest cannot list: itself, and what is computed from it.
SEALS = frozenset({MANIFEST, SUMS, SIGNATURE})


@dataclass(frozen=True, slots=True)
class ReleaseFolder:
    """Locate the files in the folder of a release, whose name is its version."""

    path: Path

    @property
    def manifest(self) -> Path:
        """Return the list of its editions and files."""
        return self.path / MANIFEST

    @property
    def sums(self) -> Path:
        """Return the digests of its files, in the form of `sha256sum`."""
        return self.path / SUMS

    @property
    def signature(self) -> Path:
        """Return the signature of the digests, in the form of minisign."""
        return self.path / SIGNATURE

    @property
    def provenance(self) -> Path:
        """Return the statement of what it was built from (in-toto)."""
        return self.path / PROVENANCE

    @property
    def sources(self) -> Path:
        """Return the archive of all that is needed to build it again."""
        return self.path / SOURCES

    @property
    def errata(self) -> Path:
        """Return the list of verified mistakes in editions of it and of earlier ones."""
        return self.path / ERRATA

    def get_notes(self, language: str) -> Path:
        """Return the page that says what is new in it, in a language."""
        return self.path / "notes" / f"{language}.html"

    @property
    def dossiers(self) -> Path:
        """Return the folder of the reports on their checks."""
        return self.path / "dossier"


def list_release_folders(releases: Path) -> tuple[ReleaseFolder, ...]:
    """Return the folders that hold a manifest below a folder of releases, by name."""
    if not releases.is_dir():
        return ()
    folders = (ReleaseFolder(folder) for folder in sorted(releases.iterdir()) if folder.name[:1] != ".")
    return tuple(one for one in folders if one.manifest.is_file())


def list_release_files(release: ReleaseFolder) -> tuple[Path, ...]:
    """Return every file of a release but its seals."""
    return tuple(
        file for file in iter_files(release.path) if file.parent != release.path or file.name not in SEALS
    )
