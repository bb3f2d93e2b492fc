"""Complete a staged release: reports, errata, sources, provenance, manifest, sums and signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import doctor
from build_tools.model import OutputFile, Register, Target
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import compute_digest, copy_file, describe_file, relativize_path
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder, list_release_files
from build_tools.release import provenance, source_archive, sums
from build_tools.release.errata_list import format_errata
from build_tools.release.manifest import format_manifest
from build_tools.release.provenance import BuildSources
from build_tools.tasks.build.build_records import BuildRecord
from build_tools.tasks.release.selection import SelectedEdition

if TYPE_CHECKING:
    from build_tools.release.minisign import SecretKey

Sign = Callable[[bytes, str], bytes]


def make_signer(key: Path, ask_password: Callable[[], str]) -> Sign:
    """Return what signs data with a secret key, which is read now. Raises UserError `release/key`."""
    from build_tools.release import minisign

    return partial(_sign, minisign.read_secret_key(key, ask_password))


def _sign(secret: SecretKey, data: bytes, comment: str) -> bytes:
    from build_tools.release import minisign

    return minisign.sign(data, secret, comment)


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


def write_errata(register: Register, editions: Iterable[ReleasedEdition], staging: ReleaseFolder) -> None:
    """Write the verified errata of the publications and languages that are released."""
    names = dict.fromkeys((one.target.publication, one.target.language) for one in editions)
    errata = (
        one
        for publication in register.publications
        for one in publication.errata
        if one.state == "verified" and (one.publication, one.language) in names
    )
    staging.errata.write_bytes(format_errata(errata))


def write_sources(
    files: Mapping[str, Path], staging: ReleaseFolder, commit: tuple[str, bool], source_date: str
) -> BuildSources:
    """Write the archive of sources, and return what it holds as it was written."""
    name, is_unchanged = commit
    return BuildSources(
        commit=name,
        is_unchanged=is_unchanged,
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
    """Write provenance, manifest, sums and, with a key, their signature.

    `manifest` has the files that were read when they were copied; they are not read again.
    """
    staging.provenance.write_bytes(provenance.format_provenance(manifest, sources))
    known = {one.path: one for one in manifest.files}
    named = ((relativize_path(file, staging.path), file) for file in list_release_files(staging))
    files = tuple(known.get(name) or describe_file(file, name) for name, file in named)
    raw = format_manifest(replace(manifest, files=files))
    staging.manifest.write_bytes(raw)
    own = OutputFile(path=MANIFEST, sha256=compute_digest(raw), size=len(raw))
    signed = sums.format_sums((*files, own))
    staging.sums.write_bytes(signed)
    if sign:
        staging.signature.write_bytes(sign(signed, f"release {manifest.version}, {manifest.date}"))
