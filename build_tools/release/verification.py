"""Verify a release: that nothing in it was changed, and that its parts agree with one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding, Place
from build_tools.model.release import Manifest
from build_tools.paths.release_folder import MANIFEST, PROVENANCE, SIGNATURE, SOURCES, SUMS, ReleaseFolder
from build_tools.release import edition_check, file_check, manifest, minisign, provenance_check, sums
from build_tools.release.file_check import make_fault
from build_tools.release.folder_scan import ScannedFile, iter_release_files, scan_release_file
from build_tools.release.minisign import PublicKey
from build_tools.release.provenance_reader import Provenance, parse_provenance

# What is looked into once all is read; every other file is hashed and let go.
_KEPT = frozenset({SUMS, SIGNATURE, PROVENANCE, SOURCES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Hold what was found in a release; `comment` is what its signature says, empty if none was verified."""

    findings: tuple[Finding, ...]
    manifest: Manifest | None = None
    provenance: Provenance | None = None
    comment: str = ""
    file_count: int = 0
    sources: bytes = field(default=b"", repr=False)

    @property
    def is_valid(self) -> bool:
        """Return whether no error was found."""
        return not any(one.severity == "error" for one in self.findings)


def verify_release(release: ReleaseFolder, key: PublicKey | None) -> Verification:
    """Read every file of a release once, and compare all that can be compared.

    Raises UserError `release/not-a-release` for what is none, `release/newer` for one of a later version of
    this program.
    """
    findings: list[Finding] = []
    sealed = _read_manifest_file(release)
    parsed = _parse_manifest(sealed, findings)
    files = _scan_files(release, sealed, parsed, findings)
    if parsed:
        findings += file_check.check_files(files, parsed)
        findings += edition_check.check_editions(parsed, release)
    findings += _check_sums(files, parsed)
    comment = _check_signature(files, key, findings)
    provenance = _parse_provenance(files.get(PROVENANCE), findings)
    if provenance and parsed:
        findings += provenance_check.check_provenance(provenance, parsed)
    sources = _get_data(files.get(SOURCES))
    findings += _check_sources(files, provenance)
    return Verification(
        findings=tuple(dict.fromkeys(findings)),
        manifest=parsed,
        provenance=provenance,
        comment=comment,
        file_count=len(files),
        sources=sources or b"",
    )


def _read_manifest_file(release: ReleaseFolder) -> ScannedFile:
    remedy = "name the folder of a release, as releases/2026.2"
    try:
        scanned = scan_release_file(release.path, MANIFEST)
    except OSError as error:
        message = f"{release.path} is no release: {error.strerror}"
        raise UserError("release/not-a-release", message, remedy=remedy) from error
    if scanned.fault:
        message = f"{release.path} is no release: of its {MANIFEST}, {scanned.fault}"
        raise UserError("release/not-a-release", message, remedy=remedy)
    return scanned


def _parse_manifest(sealed: ScannedFile, findings: list[Finding]) -> Manifest | None:
    try:
        if sealed.size > manifest.MAX_BYTES or sealed.data is None:
            findings.append(make_fault(MANIFEST, "manifest", "it is larger than that of any release"))
            return None
        return manifest.parse_manifest(sealed.data, MANIFEST)
    except UserError as error:
        if error.code == "release/newer":
            raise
        findings.append(convert_to_finding(error))
        return None


def _scan_files(
    release: ReleaseFolder, sealed: ScannedFile, parsed: Manifest | None, findings: list[Finding]
) -> dict[str, ScannedFile]:
    """Return every file by path; look into the editions on the way, so that one at a time is held."""
    editions = {one.path: one for one in parsed.editions} if parsed else {}
    files = {MANIFEST: sealed}
    for scanned in iter_release_files(release.path, frozenset({MANIFEST})):
        edition = editions.get(scanned.path)
        if edition and scanned.data is not None and scanned.sha256 == edition.sha256:
            findings += edition_check.check_contents(edition, scanned.data)
        files[scanned.path] = scanned if scanned.path in _KEPT else replace(scanned, data=None)
    return files


def _get_data(scanned: ScannedFile | None) -> bytes | None:
    return scanned.data if scanned and not scanned.fault else None


def _check_sums(files: dict[str, ScannedFile], parsed: Manifest | None) -> Iterator[Finding]:
    data = _get_data(files.get(SUMS))
    if data is None or len(data) > sums.MAX_BYTES:
        yield make_fault(SUMS, "missing", "there are no sums, or they are no file, or too large")
        return
    try:
        yield from file_check.check_sums(files, parsed, sums.parse_sums(data, SUMS))
    except UserError as error:
        yield convert_to_finding(error)


def _check_signature(files: dict[str, ScannedFile], key: PublicKey | None, findings: list[Finding]) -> str:
    """Return the signed comment of the sums, if the key made their signature; add what is wrong."""
    signature, signed = _get_data(files.get(SIGNATURE)), _get_data(files.get(SUMS))
    if key is None:
        findings.append(_make_unverified_note(is_signed=signature is not None))
        return ""
    if signature is None:
        findings.append(make_fault(SIGNATURE, "unsigned", "a key was named, and there is no signature"))
        return ""
    try:
        return minisign.verify(signed or b"", signature, key) or "no comment"
    except UserError as error:
        error.place = Place(file=SIGNATURE)
        findings.append(convert_to_finding(error))
        return ""


def _make_unverified_note(*, is_signed: bool) -> Finding:
    how = "verify its signature with --key FILE" if is_signed else "it has no signature"
    message = f"its parts may agree whoever made them: only a signature shows who did — {how}"
    return make_fault(SIGNATURE, "unverified", message, "note")


def _parse_provenance(scanned: ScannedFile | None, findings: list[Finding]) -> Provenance | None:
    data = _get_data(scanned)
    if data is None or len(data) > manifest.MAX_BYTES:
        findings.append(make_fault(PROVENANCE, "missing", "it is not there, or no file, or too large"))
        return None
    try:
        return parse_provenance(data)
    except UserError as error:
        findings.append(convert_to_finding(error))
        return None


def _check_sources(files: dict[str, ScannedFile], provenance: Provenance | None) -> Iterator[Finding]:
    data = _get_data(files.get(SOURCES))
    if data is None:
        yield make_fault(SOURCES, "missing", "it is not there, or no file, or too large")
    else:
        yield from provenance_check.check_sources(data, provenance)
