"""Compare the provenance of a release with its manifest, and with its archive of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding
from build_tools.model.release import Manifest
from build_tools.paths import compute_digest
from build_tools.paths.release_folder import MANIFEST, PROVENANCE, SOURCES
from build_tools.release.file_check import make_fault
from build_tools.release.provenance_reader import Provenance
from build_tools.release.source_archive import iter_archive_files


def check_provenance(provenance: Provenance, manifest: Manifest) -> Iterator[Finding]:
    """Yield where provenance and manifest contradict each other."""
    if provenance.version != manifest.version:
        message = f"it is of version {provenance.version[:40]!r}, and {MANIFEST} of {manifest.version[:40]!r}"
        yield make_fault(PROVENANCE, "provenance", message)
    if provenance.is_draft != manifest.is_draft:
        yield make_fault(PROVENANCE, "provenance", f"it and {MANIFEST} do not agree whether this is a draft")
    own = {one.path: one.sha256 for one in manifest.editions if not one.carried_from}
    pairs = (("edition", provenance.editions, own), ("font", provenance.fonts, manifest.fonts))
    for kind, said, listed in (*pairs, ("tool", provenance.tools, manifest.tools)):
        for name in sorted(_find_differences(said, listed)):
            message = f"of the {kind} {name[:200]} it says something else than {MANIFEST}"
            yield make_fault(PROVENANCE, "provenance", message)


def check_sources(raw: bytes, provenance: Provenance | None) -> Iterator[Finding]:
    """Yield what is wrong with the archive of sources, and where it is not what provenance names.

    Every entry is unpacked, in memory and one at a time.
    """
    try:
        found = {name: compute_digest(data) for name, data in iter_archive_files(raw)}
    except UserError as error:
        yield convert_to_finding(error)
        return
    for name in sorted(_find_differences(found, provenance.files)) if provenance else ():
        is_there = "is not the file that" if name in found else "is not in it, and"
        yield make_fault(SOURCES, "sources", f"{name} {is_there} {PROVENANCE} names")


def _find_differences(first: Mapping[str, str], second: Mapping[str, str]) -> set[str]:
    return {name for name, _ in first.items() ^ second.items()}
