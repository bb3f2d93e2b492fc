"""List the versions of each text: those that the register remembers, and what releases hold of them."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.register import format_long_date
from build_tools.site.contents import ReleaseLink, SiteLanguage
from build_tools.site.web_edition import WebEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """Hold a version of an edition; `page` is its first one in the archive, `comparisons` lead to changes."""

    version: str
    date: str
    note: str
    page: str = ""
    comparisons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Hold the versions of a publication, the newest first."""

    id: str
    title: str
    tag: str
    versions: tuple[ShownVersion, ...]


def list_histories(site: SiteLanguage) -> tuple[History, ...]:
    """Return the versions of each publication."""
    return tuple(
        History(
            id=one.publication.id, title=one.title, tag=one.language.tag, versions=list_versions(site, one)
        )
        for one in site.editions
    )


def list_versions(site: SiteLanguage, edition: WebEdition) -> tuple[ShownVersion, ...]:
    """Return the versions of an edition, the newest first: this one, those before, and those of releases."""
    publication, language = edition.publication, edition.language
    shown: dict[str, ShownVersion] = {}
    if publication.version:
        shown[publication.version] = ShownVersion(
            version=publication.version,
            date=format_long_date(publication.date, language) if publication.date else "",
            note=site.translate(publication.note).text if publication.note else "",
        )
    for release in site.contents.releases:
        if edition.key in release.pages:
            shown[release.version] = _make_released(site, edition, release, shown.get(release.version))
    for one in reversed(publication.list_earlier_versions(language.tag)):
        date = format_long_date(one.date, language) if one.date else ""
        note = site.translate(one.note).text if one.note else ""
        shown.setdefault(one.version, ShownVersion(version=one.version, date=date, note=note))
    return tuple(shown.values())


def _make_released(
    site: SiteLanguage, edition: WebEdition, release: ReleaseLink, own: ShownVersion | None
) -> ShownVersion:
    note = site.translate(release.note).text if release.note else ""
    return ShownVersion(
        version=release.version,
        date=own.date if own and own.date else format_long_date(release.date, edition.language),
        note=own.note if own and own.note else note,
        page=release.pages[edition.key],
        comparisons=release.comparisons.get(edition.key, ()),
    )
