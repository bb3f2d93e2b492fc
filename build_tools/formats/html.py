"""Web pages: takes a Reading, gives a folder that works from disk and from a server."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html import escape
from pathlib import Path

from docutils import nodes

from build_tools import drawings, fonts
from build_tools.charter import imprint, lines
from build_tools.charter.pages import EditionHTMLBuilder, build_stylesheet, iter_neighbours
from build_tools.charter.reading import Chapter, Reading
from build_tools.layout import format_output_name
from build_tools.model import Format, Language, LocalizedText, Reference


class Screen(EditionHTMLBuilder):
    """Pages for a screen: with the line under each title, permanent links and contents."""

    name = "html"
    theme_of_medium = "screen"

    def standing(self, section: nodes.section) -> str:
        """Return language, origin, review and version of an article, as a line of its own."""
        edition, words = self.reading.edition, self.reading.ui_strings
        is_start = self.is_start(section)
        # Above the whole text the line speaks of all of it, else of its own page.
        parts = imprint.describe_review_status(
            edition, words, "" if is_start else self.current_docname
        )
        if not is_start:
            # The first page says language and version as a title page does, right below.
            name = LocalizedText(text=edition.language.name, language=edition.language.tag)
            parts = [name, *parts, *imprint.describe_issue(edition, words)[:1]]
        is_page = isinstance(section.parent, nodes.document)
        return self.render_template(
            "standing.html",
            parts=[self.render_localized_text(part) for part in parts],
            anchor=section["ids"][0],
            downloads=_downloads(self.reading, self.get_page_name(self.current_docname))
            if is_page
            else [],
        )

    def is_start(self, section: nodes.section) -> bool:
        """Return whether a section is the whole text's: its title is the publication's."""
        publication = self.reading.edition.publication
        is_top = isinstance(section.parent, nodes.document)
        return is_top and self.current_docname == f"{publication.id}/{publication.start}"

    def elsewhere(self, docname: str, reference: Reference) -> str:
        """Return the way to a page of another publication, beside this one in the build folder."""
        if not reference.page:
            return ""
        there = _page_of(reference.publication, reference.language, reference.page)
        return f"{_top(self.get_page_name(docname))}{there}#{reference.anchor}"

    @property
    def scrolling(self) -> Mapping[str, str]:
        """A place in the order of the keys: what scrolls is reached without a mouse."""
        return {"tabindex": "0"}

    def around_table(self, columns: int, name: str) -> tuple[str, str]:
        """Return what scrolls in the page's stead; a region for three columns or more."""
        if columns < 3:
            return '<div class="scroll">\n', "</div>\n"
        label = f' role="region" aria-label="{escape(name)}"' if name else ""
        return f'<div class="scroll wide" tabindex="0"{label}>\n', "</div>\n"


def write(reading: Reading, folder: Path, *, cache: Path) -> None:
    """Write an edition's pages, pictures, style, drawings and fonts below `folder/html`."""
    out = folder / "html"
    out.mkdir(parents=True, exist_ok=True)
    reading.app.outdir = out
    screen = Screen(reading)
    for before, here, after in iter_neighbours(reading.chapters):
        _put(out / f"{here.page}.html", _page(screen, before, here, after))
    if not any(chapter.page == "index" for chapter in reading.chapters):
        _put(out / "index.html", screen.render_template("redirect.html", start=reading.chapters[0]))
    screen.copy_image_files()
    screen.copy_download_files()
    _assets(reading, out, cache)


def _page(screen: Screen, before: Chapter | None, here: Chapter, after: Chapter | None) -> str:
    reading, tree = screen.reading, screen.resolve_doctree(here)
    lines.mark_phrases(tree, drawings.split_phrases)
    return screen.render_template(
        "page.html",
        here=here,
        before=before,
        after=after,
        body=screen.render_body(tree),
        described=[
            (meta["name"], meta["content"]) for meta in tree.findall(nodes.meta) if "name" in meta
        ],
        is_start=here is reading.chapters[0],
        up=posixpath.relpath(".", posixpath.dirname(here.page) or ".") + "/",
        link=lambda page: posixpath.relpath(f"{page}.html", posixpath.dirname(here.page) or "."),
        elsewhere=lambda language: _elsewhere(reading, here, language),
        downloads=_downloads(reading, here.page),
        strip=drawings.draw_strip(reading.articles, reading.edition),
    )


def _top(page: str) -> str:
    """Return the way from a page up to `editions/`."""
    return "../" * (3 + page.count("/"))


def _elsewhere(reading: Reading, here: Chapter, language: Language) -> str:
    """Return the address of the same page in another language."""
    there = _page_of(reading.edition.publication.id, language.tag, here.page)
    return f"{_top(here.page)}{there}"


def _page_of(publication: str, language: str, page: str) -> str:
    """Return where a page of an edition lies below `editions/`."""
    return f"{language}/{publication}/html/{page}.html"


def _downloads(reading: Reading, page: str) -> list[tuple[Format, str]]:
    """Return the edition's other formats, each with its address."""
    publication, tag = reading.edition.publication, reading.edition.language.tag
    folder = f"{_top(page)}{tag}/{publication.id}"
    others = [format for format in publication.formats if format != "html"]
    return [
        (format, f"{folder}/{format_output_name(publication.id, tag, format)}") for format in others
    ]


def _assets(reading: Reading, out: Path, cache: Path) -> None:
    edition = reading.edition
    faces = fonts.faces(edition.language, (edition.source, *edition.siblings))
    letters = reading.characters | _furniture(reading)
    css = fonts.write_webfonts(faces, letters, out / "fonts", cache, prefix="fonts/")
    colours = drawings.make_palette_css(edition.publication)
    _put(out / "style.css", f"{css}\n{colours}\n{build_stylesheet('screen')}\n")
    _put(out / "icon.svg", drawings.draw_icon(reading.articles, edition))


def _furniture(reading: Reading) -> frozenset[str]:
    """Return the letters of what the press itself says on a page."""
    names = "".join(language.name for language in reading.edition.siblings) + "←→#"
    said = "".join(word.text for word in reading.ui_strings.messages.values())
    return frozenset(names + said)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
