"""Keep an address for each page that a release had and that is gone: it leads to where its articles are."""

from __future__ import annotations

import re

from build_tools.site.contents import EditionKey, SiteContents, make_page_path
from build_tools.site.permanent_pages import PermanentPage, PermanentTarget
from build_tools.site.web_edition import WebEdition

_PAGE = re.compile(r"/html/(?P<page>.+)\.html(?:#|$)")


def list_lost_pages(contents: SiteContents) -> tuple[PermanentPage, ...]:
    """Return a page for each that a release had at an address where there is none now, the newest first."""
    pages: dict[str, PermanentPage] = {}
    for release in contents.releases:
        for key, places in release.places.items():
            edition = contents.editions.get(key)
            for anchor, path in places.items():
                page = _read_page_name(path)
                if page and (edition is None or page not in edition.page_names):
                    lost = f"{key[1]}/{key[0]}/{page}.html"
                    target = _find_place(edition, anchor) or path
                    title = edition.title if edition else key[0]
                    pages.setdefault(lost, _make_page(contents, key, lost, target, title))
    return tuple(pages.values())


def _read_page_name(path: str) -> str:
    match = _PAGE.search(path)
    return match["page"] if match else ""


def _find_place(edition: WebEdition | None, anchor: str) -> str:
    """Return the path of an article, or of what took its place; of the text, if it has neither."""
    if edition is None:
        return ""
    labels = (anchor, edition.publication.find_successor(anchor))
    found = next((edition.articles[label] for label in labels if label in edition.articles), None)
    start = make_page_path(edition, edition.start.name)
    return f"{make_page_path(edition, found.page)}#{found.id}" if found else start


def _make_page(contents: SiteContents, key: EditionKey, path: str, target: str, title: str) -> PermanentPage:
    languages = contents.register.languages
    name = languages[key[1]].name if key[1] in languages else key[1]
    return PermanentPage(
        path=path, targets=(PermanentTarget(tag=key[1], name=name, path=target, title=title),)
    )
