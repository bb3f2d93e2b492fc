"""Make the pages of a site that no edition has: its own, whole texts, and two languages side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from build_tools.model import Language
from build_tools.render.page_description import shorten_description
from build_tools.site.card_list import WHOLE_CARD, make_card_path
from build_tools.site.contents import make_page_path
from build_tools.site.missing_targets import remove_missing_links
from build_tools.site.own_pages import OwnPage
from build_tools.site.page_head import Alternate, Crumb, PageHead
from build_tools.site.page_renderer import PageRenderer, SitePage
from build_tools.site.parallel_text import pair_passages
from build_tools.site.partners import make_parallel_path
from build_tools.site.site_data import describe_site_event, describe_site_publisher
from build_tools.site.web_edition import WebEdition
from build_tools.site.whole_text import WHOLE, TextSection, join_text


def render_own_page(renderer: PageRenderer, one: OwnPage) -> str:
    """Return one of the site's own pages."""
    site = renderer.site
    path = f"{site.tag}/{one.name}.html"
    title = site.strings.plain(one.title) if one.title else site.name
    crumbs = (Crumb(name=site.name, path=f"{site.tag}/index.html"),)
    head = PageHead(
        path=path,
        tag=site.tag,
        title=title,
        site_name=site.name,
        description=site.strings.plain(one.description),
        alternates=_list_alternates(site.contents.languages, lambda other: f"{other.tag}/{one.name}.html"),
        default=site.contents.source_tag,
        crumbs=crumbs if not one.title else (*crumbs, Crumb(name=title, path=path)),
        kind="website",
        card=make_card_path(site.editions[0], WHOLE_CARD),
        card_text=site.editions[0].title,
        data=_list_data(renderer, one),
    )
    page = SitePage(
        path=path,
        head=head,
        languages=site.contents.languages,
        elsewhere=lambda other: f"{other.tag}/{one.name}.html",
        sheets=(f"{site.tag}/style.css", "site.css"),
        scripts=one.scripts,
        kind=f"own page-{one.name}",
        searches="search.js" in one.scripts,
        values={"page_title": title, "others": (), **one.make_values(site)},
    )
    template = "front.html" if one.name == "index" else f"{one.name}.html"
    return renderer.render_page(template, page)


def _list_data(renderer: PageRenderer, one: OwnPage) -> tuple[str, ...]:
    site = renderer.site
    if one.name == "index":
        return (describe_site_publisher(site),)
    return tuple(describe_site_event(site, event) for event in site.events) if one.name == "events" else ()


def _list_alternates(
    languages: Iterable[Language], elsewhere: Callable[[Language], str]
) -> tuple[Alternate, ...]:
    return tuple(Alternate(tag=one.tag, path=elsewhere(one)) for one in languages)


def make_whole_page(renderer: PageRenderer, edition: WebEdition) -> str:
    """Return the whole text of an edition on one page."""
    path = make_page_path(edition, WHOLE)
    publication = edition.publication.id
    languages = tuple(
        one
        for one in renderer.site.contents.languages
        if (publication, one.tag) in renderer.site.contents.editions
    )
    values = {"sections": _join_shown_text(renderer, edition, path), "status": edition.status}
    label = renderer.site.strings.plain("The whole text on one page")
    return renderer.render_page(
        "whole.html",
        _make_text_page(
            renderer,
            edition,
            path,
            label,
            languages,
            lambda other: f"{other.tag}/{publication}/{WHOLE}.html",
            values,
        ),
    )


def _join_shown_text(renderer: PageRenderer, edition: WebEdition, path: str) -> tuple[TextSection, ...]:
    """Return the pages of a text as parts of another page, without links that lead nowhere."""
    return tuple(
        replace(one, html=remove_missing_links(one.html, path, renderer.missing))
        for one in join_text(edition, path)
    )


def make_parallel_page(renderer: PageRenderer, edition: WebEdition, other: WebEdition, path: str) -> str:
    """Return the text of an edition beside another, in pairs of passages."""
    theirs = {one.page: one for one in _join_shown_text(renderer, other, path)}
    pairs = [
        pair
        for section in _join_shown_text(renderer, edition, path)
        if section.page in theirs
        for pair in pair_passages(section, theirs[section.page])
    ]
    values = {"pairs": pairs, "other": other}
    label = f"{edition.language.name} · {other.language.name}"
    languages = (edition.language, other.language)

    def elsewhere(language: Language) -> str:
        """Return the page with the other language first."""
        turned = language.tag == other.language.tag
        return make_parallel_path(other, edition.language) if turned else path

    faces = f"{other.language.tag}/{other.publication.id}/faces.css"
    return renderer.render_page(
        "beside.html", _make_text_page(renderer, edition, path, label, languages, elsewhere, values, (faces,))
    )


def _make_text_page(
    renderer: PageRenderer,
    edition: WebEdition,
    path: str,
    label: str,
    languages: tuple[Language, ...],
    elsewhere: Callable[[Language], str],
    values: Mapping[str, object],
    sheets: tuple[str, ...] = (),
) -> SitePage:
    """Return the description of a page that shows the whole text of an edition."""
    site, tag = renderer.site, edition.language.tag
    home = make_page_path(edition, edition.start.name)
    head = PageHead(
        path=path,
        tag=tag,
        title=f"{edition.title} – {label}",
        site_name=site.name,
        description=shorten_description(f"{label}: {edition.summary}"),
        alternates=_list_alternates(languages, elsewhere),
        default=edition.publication.source_language,
        crumbs=(
            Crumb(name=site.name, path=f"{tag}/index.html"),
            Crumb(name=edition.title, path=home),
            Crumb(name=label, path=path),
        ),
        kind="book",
        card=make_card_path(edition, WHOLE_CARD),
        card_text=edition.title,
        data=(),
    )
    return SitePage(
        path=path,
        head=head,
        languages=languages,
        elsewhere=elsewhere,
        sheets=(f"{tag}/{edition.publication.id}/style.css", "site.css", *sheets),
        kind="text",
        values={"edition": edition, "others": (), **values},
    )
