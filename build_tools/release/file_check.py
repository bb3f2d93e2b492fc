"""Compare the files of a release with its manifest, and both with its sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_tools.model import Finding, OutputFile, Place
from build_tools.model.findings import Severity
from build_tools.model.release import Manifest
from build_tools.paths.release_folder import MANIFEST, SEALS, SIGNATURE, SUMS
from build_tools.release.folder_scan import ScannedFile
from build_tools.release.path_rules import describe_path_fault, iter_path_twins
from build_tools.release.sums import FileSum

Files = Mapping[str, ScannedFile]


def make_fault(file: str, code: str, message: str, severity: Severity = "error") -> Finding:
    """Return a finding about a file of a release."""
    return Finding(code=f"release/{code}", severity=severity, message=message, place=Place(file=file))


def check_files(files: Files, manifest: Manifest) -> Iterator[Finding]:
    """Yield what is missing, what is there beside the manifest, and what is not as it is listed."""
    yield from check_paths([one.path for one in manifest.files], MANIFEST)
    listed = {one.path: one for one in manifest.files}
    for path in sorted(SEALS & listed.keys()):
        yield make_fault(path, "path", f"{MANIFEST} lists it, and cannot: it is written last")
    for path, scanned in files.items():
        if scanned.fault:
            yield make_fault(path, "not-a-file", scanned.fault)
        elif path in listed:
            yield from _compare_file(scanned, listed[path])
        elif path not in SEALS:
            yield make_fault(path, "extra", f"it is not in {MANIFEST}")
    for path in listed.keys() - files.keys():
        yield make_fault(path, "missing", "it is not there")


def check_paths(paths: list[str], file: str) -> Iterator[Finding]:
    """Yield the paths in a list that no release may have; `file` is the list."""
    for path in paths:
        if fault := describe_path_fault(path):
            yield make_fault(file, "path", f"{path[:200]!r}: {fault}")
    for path, fault in iter_path_twins(paths):
        yield make_fault(file, "path", f"{path[:200]!r}: {fault}")


def _compare_file(scanned: ScannedFile, listed: OutputFile) -> Iterator[Finding]:
    if scanned.size != listed.size:
        message = f"it has {scanned.size} bytes, and {listed.size} in {MANIFEST}"
        yield make_fault(scanned.path, "changed", message)
    elif scanned.sha256 != listed.sha256:
        yield make_fault(scanned.path, "changed", f"its bytes are not those that {MANIFEST} lists")


def check_sums(files: Files, manifest: Manifest | None, sums: Iterable[FileSum]) -> Iterator[Finding]:
    """Yield where the sums differ from the manifest, and from files that the manifest does not list."""
    rows = list(sums)
    yield from check_paths([row.path for row in rows], SUMS)
    listed = {one.path: one.sha256 for one in manifest.files} if manifest else {}
    due = (listed.keys() if manifest else files.keys()) | {MANIFEST}
    for row in rows:
        expected = listed.get(row.path, "")
        scanned = files.get(row.path)
        if row.path in (SUMS, SIGNATURE) or (row.path not in due and row.path not in files):
            yield _make_sum_fault(row, "sums", "it has no place in the sums")
        elif expected and expected != row.sha256:
            yield _make_sum_fault(row, "sums", f"its digest is another one than in {MANIFEST}")
        elif not expected and scanned and not scanned.fault and scanned.sha256 != row.sha256:
            yield make_fault(row.path, "changed", f"its bytes are not those that {SUMS} lists")
    named = {row.path for row in rows}
    for path in sorted(due - named - {SUMS, SIGNATURE}):
        yield make_fault(path, "sums", f"{SUMS} does not list it")


def _make_sum_fault(row: FileSum, code: str, message: str) -> Finding:
    place = Place(file=SUMS, line=row.line)
    return Finding(code=f"release/{code}", severity="error", message=f"{row.path}: {message}", place=place)
