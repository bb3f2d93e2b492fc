"""Read the web pages of a release, and of the one to be, as their digests say that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import OutputFile, Place, find_page_format
from build_tools.model.release import ReleasedEdition
from build_tools.paths import compute_digest, safe_join
from build_tools.release.article_text import Article, PageText, read_page_text
from build_tools.release.history import PublishedRelease
from build_tools.release.manifest import REMEDY
from build_tools.tasks.release.release_texts import EditionName, read_release_file
from build_tools.tasks.release.selection import SelectedEdition

# An unfinished tag ends where the next one begins, so that no page is scanned twice.
_ID = re.compile(rb"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPages:
    """Hold the files of the pages of a web edition; `remedy` is for what is not as it was described."""

    folder: Path
    files: tuple[OutputFile, ...]
    remedy: str = REMEDY

    def read_ids(self, file: OutputFile) -> frozenset[str]:
        """Return the ids of what a page shows as its text. Raises UserError `release/…`."""
        raw = self._read_page(file)
        start, end = raw.find(b"<main"), raw.rfind(b"</main>")
        found = _ID.findall(raw, max(start, 0), end if end > start else len(raw))
        values = ((double or single or bare).decode("utf-8", "replace") for double, single, bare in found)
        return frozenset(map(unescape, values))

    def read_text(self, file: OutputFile) -> PageText:
        """Return the articles and addresses of a page. Raises UserError `release/…`."""
        return read_page_text(self._read_page(file).decode("utf-8", "replace"), file.path)

    def read_articles(self) -> tuple[Article, ...]:
        """Return the articles of all pages."""
        return tuple(article for file in self.files for article in self.read_text(file).articles)

    def _read_page(self, file: OutputFile) -> bytes:
        name = f"{self.folder.name}/{file.path}"
        raw = read_release_file(safe_join(self.folder, file.path), name, self.remedy)
        if compute_digest(raw) != file.sha256:
            message = "it is not as its digest says"
            raise UserError("release/changed-file", message, remedy=self.remedy, place=Place(file=name))
        return raw


Pages = Mapping[EditionName, ReleasedPages]


def list_released_pages(release: PublishedRelease) -> Pages:
    """Return the pages of each web edition of a release."""
    folder, manifest = release.folder.path, release.manifest
    return {
        _get_name(one): ReleasedPages(folder=folder, files=_select_pages(manifest.list_edition_files(one)))
        for one in manifest.editions
        if _is_web_edition(one)
    }


def list_selected_pages(selected: Iterable[SelectedEdition], last: PublishedRelease, build: Path) -> Pages:
    """Return the pages of each web edition of the release to be: in the last one, or as they are built."""
    return {
        _get_name(one.edition): ReleasedPages(
            folder=last.folder.path if one.is_carried else build,
            files=_select_pages(one.files),
            remedy=REMEDY if one.is_carried else "cut the release again",
        )
        for one in selected
        if _is_web_edition(one.edition)
    }


def _is_web_edition(edition: ReleasedEdition) -> bool:
    return edition.target.format == find_page_format()


def _get_name(edition: ReleasedEdition) -> EditionName:
    return edition.target.publication, edition.target.language


def _select_pages(files: Iterable[OutputFile]) -> tuple[OutputFile, ...]:
    return tuple(one for one in files if one.path.endswith(".html"))
