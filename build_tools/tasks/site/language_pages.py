"""Write the pages of one language of a site into a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from build_tools import fonts
from build_tools.catalogues import localize_events, localize_topics
from build_tools.covers.card import draw_card
from build_tools.model import Language
from build_tools.paths import BuildFolder, Root, compute_digest, write_cache_file
from build_tools.render.html_builder import write_text_file
from build_tools.site.card_list import iter_cards, make_card_folder
from build_tools.site.contents import SiteContents, SiteLanguage, make_page_path
from build_tools.site.edition_page import make_edition_page
from build_tools.site.language_feeds import make_language_calendar, make_language_feed
from build_tools.site.own_pages import list_own_pages
from build_tools.site.page_renderer import PageRenderer
from build_tools.site.partners import list_partners, make_parallel_path
from build_tools.site.site_styles import make_faces_css, write_language_styles
from build_tools.site.text_pages import make_parallel_page, make_whole_page, render_own_page
from build_tools.site.web_edition import WebEdition
from build_tools.site.whole_text import WHOLE
from build_tools.tasks.release.page_strings import make_template_strings


@dataclass(frozen=True, kw_only=True)
class LanguageWriter:
    """Write the pages of a language below `folder`, the folder of the site; fonts are cached in `build`.

    `last` is a site whose texts in the language are as they would be written now.
    """

    contents: SiteContents
    language: Language
    root: Root
    build: BuildFolder
    folder: Path
    last: Path | None = None

    def write(self) -> None:
        """Write everything of the language."""
        site = make_site_language(self.contents, self.language, self.root)
        renderer = PageRenderer(site=site)
        for edition in site.own_editions:
            if self.last is None:
                self._write_edition(renderer, edition)
            else:
                self._keep_edition(self.last, edition)
        self._write_own_pages(dict(iter_own_pages(renderer)))
        if site.has_feed:
            self._write_text(f"{site.tag}/feed.atom", make_language_feed(site))
        if site.events:
            self._write_text(f"{site.tag}/events.ics", make_language_calendar(site))

    def _write_own_pages(self, pages: Mapping[str, str]) -> None:
        for path, html in pages.items():
            self._write_text(path, html)
        write_language_styles(
            self.language, self.contents.languages, tuple(pages.values()), self.folder, self.build.fonts
        )

    def _keep_edition(self, last: Path, edition: WebEdition) -> None:
        """Take the pages and the pictures of an edition from the last site: links to the same files."""
        for path in (f"{edition.language.tag}/{edition.publication.id}", make_card_folder(edition)):
            shutil.copytree(last / path, self.folder / path, copy_function=_link_file, dirs_exist_ok=True)

    def _write_edition(self, renderer: PageRenderer, edition: WebEdition) -> None:
        home = self.folder / edition.language.tag / edition.publication.id
        shutil.copytree(
            edition.folder,
            home,
            ignore=shutil.ignore_patterns("*.html"),
            copy_function=shutil.copyfile,
            dirs_exist_ok=True,
        )
        style = (edition.folder / "style.css").read_text("utf-8")
        self._write_text(
            make_page_path(edition, "faces").replace(".html", ".css"), make_faces_css(style, self.language)
        )
        for page in edition.pages:
            self._write_text(make_page_path(edition, page.name), make_edition_page(renderer, edition, page))
        self._write_text(make_page_path(edition, WHOLE), make_whole_page(renderer, edition))
        self._write_cards(edition)
        for path, html in iter_parallel_pages(renderer, edition):
            self._write_text(path, html)
        if edition.start.name != "index" and "index" not in edition.page_names:
            shutil.copyfile(edition.folder / "index.html", home / "index.html")
        for file in self.contents.files[edition.key]:
            source = edition.folder.parent / file.name
            if source.is_file():
                shutil.copyfile(source, home / file.name)

    def _write_cards(self, edition: WebEdition) -> None:
        """Write the pictures of an edition and its articles, those that are drawn already from the cache."""
        faces = fonts.select_fonts(edition.language, (self.contents.languages))
        drawing = repr((faces, version("pillow")))
        for path, card in iter_cards(edition):
            cached = self.build.cards / f"{compute_digest(repr(card) + drawing)}.png"
            if not cached.is_file():
                write_cache_file(cached, draw_card(card, faces))
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(cached, self.folder / path)

    def _write_text(self, path: str, text: str) -> None:
        write_text_file(self.folder / path, text)


def _link_file(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the disk knows no such names."""
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def make_site_language(contents: SiteContents, language: Language, root: Root) -> SiteLanguage:
    """Return the site as a reader of a language sees it."""
    strings = make_template_strings(language, root)
    return SiteLanguage(
        contents=contents,
        language=language,
        strings=strings,
        topics=localize_topics(contents.topics, strings.ui_strings),
        events=localize_events(contents.events, strings.ui_strings),
    )


def iter_own_pages(renderer: PageRenderer) -> Iterator[tuple[str, str]]:
    """Yield the path of each of the site's own pages in a language, and the page."""
    for one in list_own_pages(renderer.site.contents):
        yield f"{renderer.site.tag}/{one.name}.html", render_own_page(renderer, one)


def iter_parallel_pages(renderer: PageRenderer, edition: WebEdition) -> Iterator[tuple[str, str]]:
    """Yield an edition beside others, page by page: beside its source, and the source beside each."""
    for other in list_partners(renderer.site.contents, edition):
        path = make_parallel_path(edition, other.language)
        yield path, make_parallel_page(renderer, edition, other, path)
