"""Find the text that was signed by its fingerprint: on the disk, or in git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.catalogues.discovery import CatalogueFile
from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.gettext_programs import check_all_catalogues
from build_tools.catalogues.git_history import open_git_history
from build_tools.catalogues.po_parser import UnreadableError, parse_po_bytes
from build_tools.catalogues.po_reader import make_messages, read_contents
from build_tools.catalogues.review.fingerprint import Pages, compute_fingerprint, is_same_fingerprint
from build_tools.paths import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """Hold the pages that a fingerprint stands for; None if no version of them has it."""

    pages: Pages | None


def find_signed_text(
    root: Root, publication_files: Sequence[CatalogueFile], files: Sequence[CatalogueFile], fingerprint: str
) -> SignedText:
    """Return the pages with a fingerprint: as they are, or as git has them.

    A proof is of all files of a publication, or of those that are reviewed.
    """
    for several in (files, publication_files):
        catalogues = check_all_catalogues([(file.path, file.file) for file in several])
        pages = {
            file.page: read_contents(po, file.file).messages
            for po, file in zip(catalogues, several, strict=True)
        }
        if is_same_fingerprint(compute_fingerprint(pages), fingerprint):
            return SignedText(pages=pages)
    for several in (files, publication_files):
        found = _find_signed_pages(root, several, fingerprint)
        if found is not None:
            return SignedText(pages=found)
    return SignedText(pages=None)


def _find_signed_pages(root: Root, files: Sequence[CatalogueFile], fingerprint: str) -> Pages | None:
    """Return the pages with a fingerprint from git's history; None if no version has it."""
    if not files:
        return None
    folder = Path(os.path.commonpath([file.path.parent for file in files]))
    history = open_git_history(root, folder)
    versions = history.list_versions([file.file for file in files])
    blobs = history.read_blobs(version.blob for several in versions.values() for version in several)

    @cache
    def parse(blob: str) -> tuple[Message, ...]:
        """Return the messages of a blob; none if it cannot be read."""
        try:
            return make_messages(parse_po_bytes(blobs.get(blob, b"")))
        except UnreadableError:
            return ()

    for order in sorted({version.order for several in versions.values() for version in several}):
        pages: dict[str, Sequence[Message]] = {}
        for file in files:
            at_commit = (one for one in versions.get(file.file, ()) if one.order >= order)
            version = next(at_commit, None)
            if version is not None:
                pages[file.page] = parse(version.blob)
        if is_same_fingerprint(compute_fingerprint(pages), fingerprint):
            return pages
    return None
