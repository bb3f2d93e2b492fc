"""List the files of all editions: a table a text, a row a language, a column a format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import FORMATS, Language, Publication
from build_tools.site.contents import EditionFile, SiteLanguage, make_page_path
from build_tools.site.dossier_summary import DossierSummary

Table = tuple[str, str, str, tuple["DownloadRow", ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """Describe a file to download; `size` is written as the language writes numbers."""

    path: str
    type: str
    size: str
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadRow:
    """Hold the files of an edition in the order of its publication's formats, None where one is missing."""

    language: Language
    page: str
    files: tuple[Download | None, ...]
    dossier: str
    summary: DossierSummary | None


def list_download_tables(site: SiteLanguage) -> tuple[Table, ...]:
    """Return for each publication its id, its title, the language of that, and a row a language."""
    return tuple(
        (one.publication.id, one.title, one.language.tag, tuple(_iter_rows(site, one.publication)))
        for one in site.editions
    )


def _iter_rows(site: SiteLanguage, publication: Publication) -> Iterator[DownloadRow]:
    contents = site.contents
    for language in contents.languages:
        edition = contents.editions.get((publication.id, language.tag))
        if edition is not None:
            home = f"{language.tag}/{publication.id}"
            found = {one.format: one for one in contents.files.get(edition.key, ())}
            yield DownloadRow(
                language=language,
                page=make_page_path(edition, edition.start.name),
                files=tuple(_make_download(site, home, found.get(name)) for name in publication.formats),
                dossier=f"dossier/{home}.html" if edition.key in contents.dossiers else "",
                summary=contents.dossiers.get(edition.key),
            )


def _make_download(site: SiteLanguage, home: str, file: EditionFile | None) -> Download | None:
    if file is None:
        return None
    return Download(
        path=f"{home}/{file.name}",
        type=FORMATS[file.format].media_type,
        size=format_size(file.size, site.language),
        pages=file.pages,
    )


def format_size(size: int, language: Language) -> str:
    """Return a number of bytes as people read it: `84 kB`, `1.2 MB`, with the language's decimal sign."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    number = f"{size / 1_000_000:.1f}".replace(".", language.forms.decimal or ".")
    return f"{number}\u00a0MB"
