"""Write the notes of a release: what is new in it, a page for each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model import (
    CORRECTION,
    ArticleWords,
    Language,
    LocalizedText,
    Register,
    Target,
    find_page_format,
    group_changes,
)
from build_tools.model.release import Manifest
from build_tools.paths import Root
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.register import format_long_date
from build_tools.script_direction import find_direction
from build_tools.tasks.release.issued_versions import IssuedVersion
from build_tools.tasks.release.page_strings import make_template_strings

if TYPE_CHECKING:
    from build_tools.render.templates import TemplateStrings

# Names of changed articles, each with its address, after the message that they are listed below.
Changes = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EditionNote:
    """Say of an edition what is new in it; `errata` are sentences."""

    title: str
    address: str
    version: str
    date: str
    note: LocalizedText
    changes: Changes
    is_unchanged: bool
    errata: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNotes:
    """Hold what the notes of a release are made of."""

    root: Root
    register: Register
    manifest: Manifest
    issued: tuple[IssuedVersion, ...]


def write_notes(notes: ReleaseNotes, staging: ReleaseFolder) -> None:
    """Write a page for each language of the editions that a release issues."""
    for tag in dict.fromkeys(one.version.language for one in notes.issued):
        file = staging.get_notes(tag)
        file.parent.mkdir(exist_ok=True)
        file.write_text(_render_notes(notes, notes.register.languages[tag]), "utf-8")


def _render_notes(notes: ReleaseNotes, language: Language) -> str:
    from build_tools.render import templates

    strings = make_template_strings(language, notes.root)
    own = [one for one in notes.issued if one.version.language == language.tag]
    source = own[0].publication.source_language
    return templates.render_page(
        "notes",
        "notes.html",
        language=language,
        version=notes.manifest.version,
        date=format_long_date(notes.manifest.date, language),
        note=strings.ui_strings.translate(notes.manifest.note, otherwise=source),
        editions=[_make_note(one, notes.manifest, language, strings) for one in own],
        direction=find_direction,
        _=strings,
    )


def _make_note(
    issued: IssuedVersion, manifest: Manifest, language: Language, strings: TemplateStrings
) -> _EditionNote:
    publication, version = issued.publication, issued.version
    page = manifest.find_edition(Target(publication.id, language.tag, find_page_format()))
    address = f"../{page.path}" if page else ""
    groups = group_changes(version.articles, issued.before) if issued.before else {}
    return _EditionNote(
        title=issued.title,
        address=address,
        version=version.version,
        date=format_long_date(version.date, language),
        note=strings.ui_strings.translate(version.note, otherwise=publication.source_language),
        changes=tuple((kind, tuple(_iter_links(own, issued.pages, address))) for kind, own in groups.items()),
        is_unchanged=bool(issued.before and not groups),
        errata=tuple(_iter_errata(issued, language, strings)),
    )


def _iter_links(
    articles: Iterable[ArticleWords], pages: Mapping[str, str], first_page: str
) -> Iterator[tuple[str, str]]:
    """Yield the name of each article and its address, which one that is gone has no longer."""
    home = first_page.rpartition("/")[0]
    for one in articles:
        page = pages.get(one.anchor, "")
        is_shown = bool(page and home and one.digest)
        yield one.name, f"{home}/{page}.html#{one.anchor}" if is_shown else ""


def _iter_errata(issued: IssuedVersion, language: Language, strings: TemplateStrings) -> Iterator[str]:
    for one in issued.publication.list_errata(language.tag):
        day = format_long_date(one.date, language)
        yield strings(CORRECTION, date=day, version=one.version, wrong=one.wrong, right=one.right)
