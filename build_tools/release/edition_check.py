"""Compare the rows of editions in a manifest with the rest of it, and with what the files themselves say.

A manifest can be edited and sealed again; these are the places where it would then disagree with itself.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import PurePosixPath

from build_tools.errors import UserError
from build_tools.model import FORMATS, Coverage, Finding
from build_tools.model.release import Manifest, ReleasedEdition
from build_tools.paths import BuildFolder
from build_tools.paths.release_folder import MANIFEST, ReleaseFolder
from build_tools.release.file_check import make_fault
from build_tools.release.source_archive import iter_archive_files
from build_tools.release.versions import parse_version

_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\x00]{0,200}?stream\r?\n")
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})\b")
_HTML_LANGUAGE = re.compile(rb'<html[^>]{0,300}?\slang="([^"]{1,40})"')
_OPF_LANGUAGE = re.compile(rb"<dc:language>([^<]{1,40})</dc:language>")
MAX_TREE, MAX_TREES = 50_000, 5000
MAX_UNPACKED = 128_000_000  # of all object streams of a PDF: a book has a few megabytes


def check_editions(manifest: Manifest, release: ReleaseFolder) -> Iterator[Finding]:
    """Yield where the rows of editions contradict the list of files, or one another."""
    files = {one.path: one for one in manifest.files}
    for edition in manifest.editions:
        listed = files.get(edition.path)
        if listed is None or (listed.sha256, listed.size) != (edition.sha256, edition.size):
            message = f"its row of an edition in {MANIFEST} is not what the list of files there says"
            yield make_fault(edition.path, "edition", message)
        for message in _iter_row_faults(edition, manifest, release):
            yield make_fault(edition.path, "edition", message)
    for target, count in Counter(one.target for one in manifest.editions).items():
        if count > 1:
            name = f"{target.publication} {target.language} {target.format}"
            yield make_fault(MANIFEST, "edition", f"{name} is there {count} times")
    yield from _iter_homeless_files(manifest)


def _iter_row_faults(edition: ReleasedEdition, manifest: Manifest, release: ReleaseFolder) -> Iterator[str]:
    target, coverage = edition.target, edition.coverage
    if edition.path != _locate_edition(edition, release):
        yield f"it is not where {target.publication} {target.language} {target.format} lies"
    if not _is_possible_coverage(coverage):
        yield "its coverage counts more words than there are"
    if edition.pages is not None and edition.pages < 1:
        yield f"it cannot have {edition.pages} pages"
    if edition.carried_from and not _is_earlier(edition.carried_from, manifest.version):
        yield f"it cannot be carried over from {edition.carried_from[:40]!r}: that is not before this version"


def _locate_edition(edition: ReleasedEdition, release: ReleaseFolder) -> str:
    """Return where a build writes an edition, or an empty string for a target that cannot be."""
    try:
        file = BuildFolder(release.path).get_main_file(edition.target)
        return file.relative_to(release.path).as_posix()
    except (KeyError, ValueError, UserError):
        return ""


def _is_possible_coverage(coverage: Coverage) -> bool:
    counts = asdict(coverage).values()
    parts = coverage.translated + coverage.fuzzy + coverage.missing
    return min(counts) >= 0 and parts <= coverage.words


def _is_earlier(version: str, other: str) -> bool:
    try:
        return parse_version(version) < parse_version(other)
    except UserError:
        return False


def _iter_homeless_files(manifest: Manifest) -> Iterator[Finding]:
    """Yield the files among the editions that belong to none."""
    mains = {one.path for one in manifest.editions}
    folders = tuple(
        f"{one.path.rpartition('/')[0]}/"
        for one in manifest.editions
        if one.target.format in FORMATS and FORMATS[one.target.format].is_folder
    )
    for file in manifest.files:
        is_homeless = file.path not in mains and not file.path.startswith(folders)
        if file.path.startswith("editions/") and is_homeless:
            yield make_fault(file.path, "edition", f"it belongs to no edition of {MANIFEST}")


def check_contents(edition: ReleasedEdition, data: bytes) -> Iterator[Finding]:
    """Yield where the main file of an edition says something else of itself than its row."""
    check = {".html": _check_html, ".pdf": _check_pdf, ".epub": _check_epub}.get(
        PurePosixPath(edition.path).suffix
    )
    for message in check(edition, data) if check else ():
        yield make_fault(edition.path, "contents", message)


def _check_html(edition: ReleasedEdition, data: bytes) -> Iterator[str]:
    match = _HTML_LANGUAGE.search(data[:2000])
    yield from _compare_language(edition, match)


def _check_epub(edition: ReleasedEdition, data: bytes) -> Iterator[str]:
    try:
        packages = [raw for name, raw in iter_archive_files(data) if name.endswith(".opf")]
    except UserError as error:
        yield error.message
        return
    yield from _compare_language(edition, _OPF_LANGUAGE.search(packages[0] if packages else b""))


def _compare_language(edition: ReleasedEdition, match: re.Match[bytes] | None) -> Iterator[str]:
    found = match[1].decode("utf-8", "replace") if match else ""
    if found != edition.target.language:
        yield f"it says that its language is {found!r}, and {MANIFEST} {edition.target.language[:40]!r}"


def _check_pdf(edition: ReleasedEdition, data: bytes) -> Iterator[str]:
    if not data.startswith(b"%PDF-"):
        yield "it is no PDF"
    elif (pages := count_pdf_pages(data)) != edition.pages:
        yield f"it has {pages} pages, and {edition.pages} in {MANIFEST}"


def count_pdf_pages(data: bytes) -> int:
    """Return the number of pages that the page tree of a PDF counts, 0 if none is found."""
    pieces = (data, *_iter_object_streams(data))
    counts = (_COUNT.search(tree) for piece in pieces for tree in _iter_page_trees(piece))
    return max((int(count[1]) for count in counts if count), default=0)


def _iter_page_trees(piece: bytes) -> Iterator[bytes]:
    """Yield the dictionaries of a PDF's page tree; none of them holds another dictionary."""
    for match in islice(_PAGE_TREE.finditer(piece), MAX_TREES):
        start = piece.rfind(b"<<", max(0, match.start() - MAX_TREE), match.start())
        end = piece.find(b">>", match.end(), match.end() + MAX_TREE)
        if start >= 0 and end >= 0:
            yield piece[start:end]


def _iter_object_streams(data: bytes) -> Iterator[bytes]:
    budget = MAX_UNPACKED
    for match in _OBJECT_STREAM.finditer(data):
        try:
            piece = zlib.decompressobj().decompress(memoryview(data)[match.end() :], budget)
        except zlib.error:
            continue
        yield piece
        budget -= len(piece)
        if budget <= 0:
            return
