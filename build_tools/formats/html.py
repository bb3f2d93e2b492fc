"""Write an edition as web pages: a folder that works from disk and from a server."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape, unescape
from pathlib import Path

from docutils import nodes

from build_tools import covers, fonts
from build_tools.model import FORMATS, Article, Language, LocalizedText, Reference
from build_tools.paths import format_output_name
from build_tools.reader.matter import list_text_articles
from build_tools.reader.reading import Chapter, Reading
from build_tools.render import line_breaking
from build_tools.render.addresses import quote_path
from build_tools.render.citation_data import CITATIONS_FILE, CITATIONS_TYPE, format_csl_json
from build_tools.render.content_policy import make_content_policy
from build_tools.render.html_builder import EditionHTMLBuilder, write_text_file
from build_tools.render.page_citations import describe_web_page, list_library_data, render_citations
from build_tools.render.page_description import describe_page
from build_tools.render.templates import format_attributes
from build_tools.render.web_translator import WebTranslator
from build_tools.sphinx_ext import citation, imprint
from build_tools.sphinx_ext.imprint_addresses import format_licence

# What style sheets draw beside the text.
DRAWN_CHARACTERS = "←→#–0123456789"
# The pictures that the root's own header and footer name.
PICTURE_FOLDER = "_styles"


class WebBuilder(EditionHTMLBuilder):
    """Build pages for the screen: with status lines, permanent links and contents."""

    name = "html"
    default_translator_class = WebTranslator

    @cached_property
    def text_articles(self) -> list[Article]:
        """Return the articles of the text itself, which its drawings show."""
        return list_text_articles(self.reading)

    @cached_property
    def designated_articles(self) -> Mapping[str, Article]:
        """Return the articles that have a number, by anchor."""
        return {article.anchor: article for article in self.reading.articles if article.designation}

    @cached_property
    def strip(self) -> str:
        """Return the bars of the text at the edge of each page, as SVG."""
        return covers.draw_strip(self.text_articles, self.reading.edition)

    def render_status_line(self, section: nodes.section) -> str:
        """Return language, origin, review and version below the title of a page; below others, the switch."""
        if not isinstance(section.parent, nodes.document):
            return self._render_article_switch(section)
        edition, ui_strings = self.reading.edition, self.reading.ui_strings
        is_start = self.is_start_section(section)
        # Above the whole text the line speaks of all of it, else of its own page.
        page = "" if is_start else self.current_docname
        parts = imprint.describe_review_status(edition, ui_strings, page)
        if not is_start:
            # The first page says language and version as a title page does, right below.
            name = LocalizedText(text=edition.language.name, language=edition.language.tag)
            parts = [name, *parts, *citation.describe_issue(edition, ui_strings)[:1]]
        parts = imprint.join_foreign_texts(parts, edition)
        downloads = _list_downloads(self.reading, self.get_page_name(self.current_docname))
        return self.render_template(
            "standing.html",
            parts=[self.render_localized_text(part) for part in parts],
            anchor=section["ids"][0],
            downloads=downloads,
        )

    def _render_article_switch(self, section: nodes.section) -> str:
        """Return the links to an article in other languages, if it shares its page with others."""
        articles = self.designated_articles
        article = next((articles[id] for id in section["ids"] if id in articles), None)
        if article is None or len(self.reading.edition.siblings) < 2:
            return ""
        page = self.get_page_name(self.current_docname)
        word, name = self.reading.ui_strings("Languages").text, article.name_in_one_language
        label = f"{word} · {name}" if self.has_own_string("Languages") else name
        return self.render_template(
            "switch.html",
            labelled=format_attributes({"aria-label": label}),
            anchor=section["ids"][0],
            elsewhere=lambda language: _get_sibling_page(self.reading, page, language),
        )

    def is_start_section(self, section: nodes.section) -> bool:
        """Return whether a section is that of the whole text: its title is the publication's."""
        publication = self.reading.edition.publication
        is_top = isinstance(section.parent, nodes.document)
        return is_top and self.current_docname == f"{publication.id}/{publication.start}"

    def get_publication_uri(self, docname: str, reference: Reference) -> str:
        """Return the path to a page of another publication, beside this one in the build folder."""
        if not reference.page:
            return ""
        to_editions = _get_path_to_editions(self.get_page_name(docname))
        page_path = _make_page_path(reference.publication, reference.language, reference.page)
        return f"{to_editions}{page_path}#{reference.anchor}"

    @property
    def scroll_attributes(self) -> Mapping[str, str]:
        """Return the attributes that make a scrolling box reachable without a mouse."""
        return {"tabindex": "0"}

    def get_table_wrapper(self, columns: int, name: str) -> tuple[str, str]:
        """Return a box that scrolls instead of the page; a region for three columns or more."""
        if columns < 3:
            return '<div class="scroll">\n', "</div>\n"
        label = f' role="region" aria-label="{escape(name)}"' if name else ""
        return f'<div class="scroll wide" tabindex="0"{label}>\n', "</div>\n"


def write_edition(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write an edition's pages, images, style, drawings and fonts below `folder/html`."""
    out = folder / reading.get_output_name("html")
    builder = WebBuilder(reading, out)
    chapters = reading.chapters
    pages: list[str] = []
    neighbours = zip((None, *chapters[:-1]), chapters, (*chapters[1:], None), strict=True)
    for before, current, after in neighbours:
        page = _render_web_page(builder, before, current, after)
        write_text_file(out / f"{current.page}.html", page)
        pages.append(page)
    if not any(chapter.page == "index" for chapter in reading.chapters):
        page = builder.render_template(
            "redirect.html", start=reading.chapters[0], policy=make_content_policy()
        )
        write_text_file(out / "index.html", page)
    write_text_file(out / CITATIONS_FILE, format_csl_json(reading))
    builder.copy_image_files()
    builder.copy_download_files()
    _write_web_assets(builder, out, cache, pages)


def _render_web_page(
    builder: WebBuilder, before: Chapter | None, chapter: Chapter, after: Chapter | None
) -> str:
    reading, tree = builder.reading, builder.resolve_doctree(chapter)
    line_breaking.mark_phrases(tree, covers.split_phrases)
    body = builder.render_body(tree)
    up = posixpath.relpath(".", posixpath.dirname(chapter.page) or ".") + "/"
    return builder.render_template(
        "page.html",
        policy=make_content_policy(body),
        here=chapter,
        before=before,
        after=after,
        body=body,
        ids={name: _choose_page_id(name, body) for name in ("text", "contents")},
        described=[*_list_descriptions(tree), *list_library_data(reading, chapter)],
        citations=(CITATIONS_TYPE, f"{up}{CITATIONS_FILE}"),
        cited=render_citations(builder, chapter),
        structured_data=describe_web_page(reading, chapter),
        known_by=[format_attributes(link) for link in _list_canonical_links(reading, chapter.page)],
        licence=format_licence(reading.edition.publication.licence),
        own_address=_find_own_address(reading, chapter.page),
        is_start=chapter is reading.chapters[0],
        up=up,
        partials={
            name: partial.place_pictures(f"{up}{PICTURE_FOLDER}/")
            for name, partial in builder.partials.items()
        },
        link=lambda page: quote_path(
            posixpath.relpath(f"{page}.html", posixpath.dirname(chapter.page) or ".")
        ),
        elsewhere=lambda language: _get_sibling_page(reading, chapter.page, language),
        downloads=_list_downloads(reading, chapter.page),
        strip=builder.strip,
    )


def _list_descriptions(tree: nodes.document) -> list[tuple[str, str]]:
    """Return the names and contents of a page's `meta` elements: its author's, or a description."""
    authored = [(meta["name"], meta["content"]) for meta in tree.findall(nodes.meta) if "name" in meta]
    description = "" if "description" in dict(authored) else describe_page(tree)
    return [*([("description", description)] if description else []), *authored]


def _choose_page_id(name: str, body: str) -> str:
    """Return an id for a part of the page itself, which no text of an author has."""
    return next(
        id for id in (name, *(f"page-{name}{'-' * n}" for n in range(99))) if f'id="{id}"' not in body
    )


def _get_path_to_editions(page: str) -> str:
    return "../" * (3 + page.count("/"))


def _get_sibling_page(reading: Reading, page: str, language: Language) -> str:
    """Return the path to a page in another language, in the build folder; to the first, of errata."""
    is_alone = reading.is_errata_page(page) and language.tag != reading.edition.language.tag
    sibling = reading.chapters[0].page if is_alone else page
    page_path = _make_page_path(reading.edition.publication.id, language.tag, sibling)
    return f"{_get_path_to_editions(page)}{page_path}"


def _find_public_address(reading: Reading, page: str, language: Language) -> str:
    """Return the address of a page in a language on the publisher's site; empty where there is no `url`.

    In the site a page lies beside its book: `<language>/<publication>/<page>.html`.
    """
    base, publication = reading.edition.publisher.url, reading.edition.publication.id
    return f"{base.rstrip('/')}/{quote_path(f'{language.tag}/{publication}/{page}.html')}" if base else ""


def _find_own_address(reading: Reading, page: str) -> str:
    """Return the address by which paper names a page: below the publisher's `url`, or in the build folder."""
    edition = reading.edition
    path = _make_page_path(edition.publication.id, edition.language.tag, page)
    return _find_public_address(reading, page, edition.language) or path


def _list_canonical_links(reading: Reading, page: str) -> list[dict[str, str]]:
    """Return the attributes of the links by which search engines know a page and its languages.

    They are absolute where the register has a `url`: addresses of its site.
    """
    edition = reading.edition
    addresses = {
        language.tag: _find_public_address(reading, page, language)
        or _get_sibling_page(reading, page, language)
        for language in edition.siblings
        if language.tag == edition.language.tag or not reading.is_errata_page(page)
    }
    links = [{"rel": "alternate", "hreflang": tag, "href": address} for tag, address in addresses.items()]
    canonical = _find_public_address(reading, page, edition.language)
    if not canonical:
        return links
    default = addresses.get(edition.source.tag, canonical)
    return [
        {"rel": "canonical", "href": canonical},
        *links,
        {"rel": "alternate", "hreflang": "x-default", "href": default},
    ]


def _make_page_path(publication: str, language: str, page: str) -> str:
    return quote_path(f"{language}/{publication}/html/{page}.html")


def _list_downloads(reading: Reading, page: str) -> list[tuple[str, str]]:
    publication, tag = reading.edition.publication, reading.edition.language.tag
    folder = f"{_get_path_to_editions(page)}{tag}/{publication.id}"
    return [
        (FORMATS[format].label, quote_path(f"{folder}/{format_output_name(publication.id, tag, format)}"))
        for format in publication.formats
        if format != "html"
    ]


def _write_web_assets(builder: WebBuilder, out: Path, cache: Path, pages: Sequence[str]) -> None:
    reading, edition = builder.reading, builder.reading.edition
    faces = fonts.select_fonts(edition.language, (edition.source, *edition.siblings))
    names = "".join(language.name for language in edition.siblings)
    own_texts = "".join(partial.html for partial in builder.partials.values())
    characters = (
        reading.characters
        | reading.ui_characters
        | frozenset(f"{names}{DRAWN_CHARACTERS}{unescape(own_texts)}")
    )
    css = fonts.write_webfonts(
        faces,
        characters,
        out / "fonts",
        cache,
        pages=pages,
        stand_ins=fonts.find_stand_ins(faces),
    )
    if builder.formula_letters:
        css += fonts.write_formula_font(builder.formula_letters, out / "fonts", cache)
    colours = covers.make_palette_css(edition.publication)
    colours += covers.make_logo_css(builder.pictures.logo) if builder.pictures.logo else ""
    write_text_file(out / "style.css", f"{css}\n{colours}\n{builder.build_css()}\n")
    builder.pictures.write_files(out)
    for name, picture in [pair for each in builder.partials.values() for pair in each.pictures.items()]:
        file = out / PICTURE_FOLDER / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture.data)
    if builder.pictures.icon is None:
        write_text_file(out / "icon.svg", covers.draw_icon(builder.text_articles, edition))
