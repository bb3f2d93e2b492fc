"""Name the editions that a text is set beside, and where."""

from __future__ import annotations

from build_tools.model import Language
from build_tools.site.contents import SiteContents, make_page_path
from build_tools.site.web_edition import WebEdition


def list_partners(contents: SiteContents, edition: WebEdition) -> tuple[WebEdition, ...]:
    """Return the editions that one is set beside on a page that needs no script.

    A translation and its source: as many pages as there are languages, not as there are pairs of them.
    """
    source, tag = edition.publication.source_language, edition.language.tag
    others = edition.publication.languages if tag == source else (source,)
    found = (contents.editions.get((edition.publication.id, other)) for other in others if other != tag)
    return tuple(filter(None, found))


def make_parallel_path(edition: WebEdition, other: Language) -> str:
    """Return the path of the page that sets a text beside its translation."""
    return make_page_path(edition, f"with-{other.tag}")


def list_second_languages(
    contents: SiteContents, edition: WebEdition, page: str
) -> tuple[tuple[Language, str, bool], ...]:
    """Return the languages that a page can be set beside, with an address, and whether it needs no script.

    Without a page that is built so, a script sets the page itself beside its translation.
    """
    built = {one.language.tag for one in list_partners(contents, edition)}
    rows = []
    for language in contents.list_page_languages(edition.publication.id, page):
        if language.tag == edition.language.tag:
            continue
        is_built = language.tag in built and page in edition.text_pages
        path = make_parallel_path(edition, language) if is_built else make_page_path(edition, page)
        found = edition.find_page(page)
        anchor = found.articles[0].id if found and found.articles else ""
        rows.append((language, f"{path}#{anchor}" if is_built and anchor else path, is_built))
    return tuple(rows)
