"""List the permanent addresses of a site: of each text, each article, each version, and of what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.model import Publication
from build_tools.site.contents import ReleaseLink, SiteContents, make_page_path
from build_tools.site.lost_pages import list_lost_pages
from build_tools.site.permanent_pages import PermanentPage, PermanentTarget, render_permanent_page
from build_tools.site.web_edition import WebEdition


def iter_permanent_pages(contents: SiteContents) -> Iterator[tuple[str, str]]:
    """Yield the path of each permanent address, and its page."""
    for page in list_permanent_pages(contents):
        yield page.path, render_permanent_page(page, contents.base)


def list_permanent_pages(contents: SiteContents) -> tuple[PermanentPage, ...]:
    """Return the permanent addresses of all texts and articles, then those in the releases that have them.

    A removed label leads to its successor, as it does in the texts; what is gone leads to the last release
    that has it, and so does a page that is no longer.
    """
    pages = {page.path: page for one in contents.publications for page in _iter_current(contents, one)}
    versions: dict[str, list[tuple[str, str]]] = {}
    for release in contents.releases:
        for page in _iter_released(contents, release):
            current = page.path.replace(f"@{release.version}/", "/", 1)
            versions.setdefault(current, []).append((release.version, page.path))
            pages[page.path] = page
            pages.setdefault(current, replace(page, path=current))  # of what no text has any longer
    pages |= {page.path: page for page in list_lost_pages(contents)}
    return tuple(
        replace(page, versions=tuple(versions.get(path, ()))) for path, page in sorted(pages.items())
    )


def make_permanent_path(publication: str, anchor: str = "", version: str = "") -> str:
    """Return the path of the permanent page of a text or an article, as it is or as a version has it."""
    name = "/".join(filter(None, (publication, anchor)))
    return f"id/{name}{f'@{version}' if version else ''}/index.html"


def _iter_current(contents: SiteContents, publication: Publication) -> Iterator[PermanentPage]:
    editions = _list_editions(contents, publication)
    anchors = dict.fromkeys(anchor for one in editions for anchor in one.articles)
    yield PermanentPage(path=make_permanent_path(publication.id), targets=_list_starts(editions))
    for anchor in anchors:
        targets = _list_targets(editions, anchor)
        yield PermanentPage(path=make_permanent_path(publication.id, anchor), targets=targets)
    for one in publication.successors:
        label = publication.find_successor(one.label)
        if one.label not in anchors and label in anchors:
            targets = _list_targets(editions, label)
            yield PermanentPage(path=make_permanent_path(publication.id, one.label), targets=targets)


def _iter_released(contents: SiteContents, release: ReleaseLink) -> Iterator[PermanentPage]:
    """Yield the addresses of what a release has, of texts that have an edition still."""
    found: dict[str, list[PermanentTarget]] = {}
    for (publication, tag), places in release.places.items():
        edition = contents.editions.get((publication, tag))
        if edition is None:
            continue
        title = f"{edition.title} – {release.version}"
        for anchor, path in places.items():
            target = PermanentTarget(tag=tag, name=edition.language.name, path=path, title=title)
            found.setdefault(make_permanent_path(publication, anchor, release.version), []).append(target)
    for path, targets in found.items():
        yield PermanentPage(path=path, targets=tuple(targets))


def _list_editions(contents: SiteContents, publication: Publication) -> tuple[WebEdition, ...]:
    found = (contents.editions.get((publication.id, tag)) for tag in publication.languages)
    return tuple(filter(None, found))


def _list_starts(editions: tuple[WebEdition, ...]) -> tuple[PermanentTarget, ...]:
    return tuple(
        PermanentTarget(
            tag=one.language.tag,
            name=one.language.name,
            path=make_page_path(one, one.start.name),
            title=one.title,
        )
        for one in editions
    )


def _list_targets(editions: tuple[WebEdition, ...], anchor: str) -> tuple[PermanentTarget, ...]:
    return tuple(
        PermanentTarget(
            tag=one.language.tag,
            name=one.language.name,
            path=f"{make_page_path(one, one.articles[anchor].page)}#{anchor}",
            title=f"{one.articles[anchor].name} – {one.title}",
        )
        for one in editions
        if anchor in one.articles
    )
