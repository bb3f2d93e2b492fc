"""Make a page of the site from a finished page of an edition: its head, its way to the rest, its hubs."""

from __future__ import annotations

import re

from markupsafe import escape

from build_tools.render.content_policy import make_site_policy
from build_tools.render.page_description import shorten_description
from build_tools.site.article_hub import make_article_hub
from build_tools.site.card_list import WHOLE_CARD, make_card_path
from build_tools.site.contents import make_page_path
from build_tools.site.html_elements import (
    find_section,
    iter_elements,
    read_text,
    remove_elements,
    replace_widths,
)
from build_tools.site.missing_targets import remove_missing_links
from build_tools.site.page_head import Alternate, Crumb, PageHead, render_page_head
from build_tools.site.page_links import move_links, relate
from build_tools.site.page_renderer import PageRenderer
from build_tools.site.partners import list_second_languages
from build_tools.site.site_data import describe_site_book
from build_tools.site.web_edition import WebEdition, WebPage

# What the site's own head says anew: where the page is in other languages, its name and what it is about.
_REPLACED = re.compile(
    r'\n?<meta http-equiv="Content-Security-Policy"[^>]*>|\n?<title\b.*?</title>'
    r'|\n?<meta name="description"[^>]*>|\n?<link rel="(?:canonical|alternate)"[^>]*hreflang="[^>]*>'
    r'|\n?<link rel="canonical"[^>]*>',
    re.DOTALL,
)
_UNSAID = (
    r'<(?:nav|header|footer|aside|table|dl|figure)\b|<p class="(?:unchecked|predecessor)'
    r'|<div class="(?:admonition|example)|<span class="item-mark|<a class="footnote-reference'
)
_CONTENTS = re.compile(r'<(?:nav|div)[^>]* class="[^"]*toctree-wrapper|<section class="imprint')
SCRIPTS = ("site.js", "beside.js")


def make_edition_page(renderer: PageRenderer, edition: WebEdition, page: WebPage) -> str:
    """Return a page of an edition as the site shows it."""
    path = make_page_path(edition, page.name)
    html = move_links(page.html, *edition.key, page.name, to=path)
    html = remove_missing_links(html, path, renderer.missing)
    html = replace_widths(html)
    html = _replace_head(renderer, edition, page, path, html)
    html = _add_ways(renderer, edition, page, path, html)
    return _add_hubs(renderer, edition, page, path, html)


def _replace_head(renderer: PageRenderer, edition: WebEdition, page: WebPage, path: str, html: str) -> str:
    start, end = html.index("<head>"), html.index("</head>")
    kept = _REPLACED.sub("", html[start:end])
    body = html[end:]
    head = render_page_head(make_page_head(renderer, edition, page, path), renderer.site.contents.base)
    links = "".join(f'<script src="{escape(relate(path, script))}" defer></script>\n' for script in SCRIPTS)
    sheet = f'<link rel="stylesheet" href="{escape(relate(path, "site.css"))}">\n'
    charset = '<meta charset="utf-8">'
    policy = make_site_policy(body)
    kept = kept.replace(charset, f"{charset}\n{policy}", 1).rstrip()
    return f"{html[:start]}{kept}\n{head}\n{sheet}{links}{body}"


def make_page_head(renderer: PageRenderer, edition: WebEdition, page: WebPage, path: str) -> PageHead:
    """Return what search engines and social networks are told of a page of an edition."""
    site, tag = renderer.site, edition.language.tag
    is_start = page is edition.start
    languages = site.contents.list_page_languages(edition.publication.id, page.name)
    alternates = (
        Alternate(tag=one.tag, path=f"{one.tag}/{edition.publication.id}/{page.name}.html")
        for one in languages
    )
    own = page.articles[0] if page.articles else None
    name = own.name if own and not is_start else page.title
    crumbs = [
        Crumb(name=site.name, path=f"{tag}/index.html"),
        Crumb(name=edition.title, path=make_page_path(edition, edition.start.name)),
    ]
    return PageHead(
        path=path,
        tag=tag,
        title=edition.title if is_start else f"{name} – {edition.title}",
        site_name=site.name,
        description=describe_web_page(edition, page),
        alternates=tuple(alternates),
        default=edition.publication.source_language,
        crumbs=tuple(crumbs if is_start else [*crumbs, Crumb(name=name, path=path)]),
        kind="book" if is_start else "article",
        card=_find_card(edition, page),
        card_text=edition.title if is_start else f"{name} – {edition.title}",
        data=(describe_site_book(site, edition),) if is_start else (),
    )


def _find_card(edition: WebEdition, page: WebPage) -> str:
    """Return the path of the picture that social networks show with a page: of its article, or its text."""
    is_article = page is not edition.start and page.name in edition.text_pages and len(page.numbered) == 1
    return make_card_path(edition, page.numbered[0].id if is_article else WHOLE_CARD)


def describe_web_page(edition: WebEdition, page: WebPage) -> str:
    """Return the first words of a page's own text, as search engines show them; of the first its summary."""
    if page is edition.start:
        return shorten_description(edition.summary)
    main = remove_elements(page.main, _UNSAID)
    words = " ".join(read_text(one) for one in iter_elements(main, r"<p\b"))
    return shorten_description(words or page.description or f"{page.title} – {edition.title}")


def _add_ways(renderer: PageRenderer, edition: WebEdition, page: WebPage, path: str, html: str) -> str:
    """Add the ways to the rest of the site above the page, and to other languages beside it."""
    others = list_second_languages(renderer.site.contents, edition, page.name)
    bar = renderer.render_part("bar.html", path, edition=edition, others=others)
    html = html.replace('<header class="page-head">', f'<header class="page-head">\n{bar}', 1)
    if page is edition.start:
        ways = renderer.render_part("text_ways.html", path, edition=edition)
        place = _CONTENTS.search(html)
        at = place.start() if place else html.rindex("</main>")
        html = f"{html[:at]}{ways}{html[at:]}"
    return html


def _add_hubs(renderer: PageRenderer, edition: WebEdition, page: WebPage, path: str, html: str) -> str:
    """Add to each article of the text, at its end, what leads on from it."""
    if page.name not in edition.text_pages:
        return html
    for article in page.numbered:
        place = find_section(html, article.id)
        if place is None:
            continue
        close = html.rfind("</", *place)
        hub = make_article_hub(renderer.site, edition, page, article)
        part = renderer.render_part("hub.html", path, hub=hub, edition=edition)
        html = f"{html[:close]}{part}{html[close:]}"
    return html
