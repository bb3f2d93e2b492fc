"""Complete a staged release: reports, sources, provenance, manifest, sums and signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from build_tools import doctor
from build_tools.model import OutputFile, Target
from build_tools.model.release import Manifest
from build_tools.paths import compute_digest, compute_file_digest, copy_file, relativize_path
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder, list_release_files
from build_tools.release import provenance, source_archive, sums
from build_tools.release.manifest import format_manifest
from build_tools.release.provenance import BuildSources
from build_tools.tasks.build.build_records import BuildRecord
from build_tools.tasks.release.selection import SelectedEdition

Sign = Callable[[bytes, str], bytes]


def make_signer(key: Path, ask_password: Callable[[], str]) -> Sign:
    """Return what signs data with a secret key, which is read now. Raises UserError `release/key`."""
    from build_tools.release import minisign

    secret = minisign.read_secret_key(key, ask_password)

    def sign(data: bytes, comment: str) -> bytes:
        """Return the signature of data and of a comment."""
        return minisign.sign(data, secret, comment)

    return sign


def copy_dossiers(
    selected: Iterable[SelectedEdition], current: Path, earlier: Path | None, staging: ReleaseFolder
) -> None:
    """Copy the report on the checks of each edition, from where that is taken itself, and the index."""
    folders: dict[str, Path] = {"index.html": current}
    for one in selected:
        target = one.edition.target
        folder = earlier if one.is_carried and earlier else current
        folders.setdefault(f"{target.language}/{target.publication}.html", folder)
    for name, folder in folders.items():
        if (folder / name).is_file():
            copy_file(folder / name, staging.dossiers / name)


def write_sources(
    files: Mapping[str, Path], staging: ReleaseFolder, commit: tuple[str, bool], source_date: str
) -> BuildSources:
    """Write the archive of sources, and return what it holds as it was written."""
    return BuildSources(
        commit=commit[0],
        is_unchanged=commit[1],
        source_date=source_date,
        files=source_archive.write_source_archive(files, staging.sources),
    )


def list_tools() -> Mapping[str, str]:
    """Return the versions of what decides the bytes of editions on this machine."""
    return {tool.name: tool.version for tool in doctor.list_tools()}


def list_fonts(records: Mapping[Target, BuildRecord], targets: Iterable[Target]) -> Mapping[str, str]:
    """Return the digests of the font files that editions were made from, by name."""
    inputs = (one for target in targets if target in records for one in records[target].record.inputs)
    return dict(sorted({one.name: one.digest for one in inputs if one.kind == "font"}.items()))


def seal_release(
    staging: ReleaseFolder, manifest: Manifest, sources: BuildSources, sign: Sign | None
) -> None:
    """Write provenance, manifest, sums and, with a key, their signature."""
    staging.provenance.write_bytes(provenance.format_provenance(manifest, sources))
    files = tuple(_describe_file(file, staging) for file in list_release_files(staging))
    raw = format_manifest(replace(manifest, files=files))
    staging.manifest.write_bytes(raw)
    own = OutputFile(path=MANIFEST, sha256=compute_digest(raw), size=len(raw))
    signed = sums.format_sums((*files, own))
    staging.sums.write_bytes(signed)
    if sign:
        staging.signature.write_bytes(sign(signed, f"release {manifest.version}, {manifest.date}"))


def _describe_file(file: Path, staging: ReleaseFolder) -> OutputFile:
    name = relativize_path(file, staging.path)
    return OutputFile(path=name, sha256=compute_file_digest(file), size=file.stat().st_size)
