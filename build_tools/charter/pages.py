"""Renders the pages of a Reading for one medium: takes a Reading, gives HTML a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from build_tools.charter import emphasis, imprint, lines, media, spaces, templates, tongues
from build_tools.charter.reading import Chapter, Reading
from build_tools.charter.translator import Translator
from build_tools.layout import STYLES_DIR
from build_tools.model import LocalizedText, Reference


class Pages(StandaloneHTMLBuilder):
    """Sphinx's HTML builder without its search, its indices and its static files.

    A medium is a subclass: its theme, its suffix, and what it shows besides the text.
    """

    name = "press"
    search = False
    copysource = False
    default_translator_class = Translator
    theme_of_medium = "screen"
    shows_contents = True

    def __init__(self, reading: Reading) -> None:
        reading.app.tags = media.tags(reading.app, self.name)
        super().__init__(reading.app, reading.app.env)
        self.reading = reading
        reading.app.builder = self
        self.init()
        self.templates.environment.bytecode_cache = templates.COMPILED
        self.prepare_writing(frozenset(reading.app.env.found_docs))

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return the medium's own theme."""
        return self.theme_of_medium, {}

    @property
    def direction(self) -> str:
        """The direction of the edition's own text."""
        return self.reading.edition.language.direction

    @property
    def contents(self) -> str:
        """The name of contents in the edition's language."""
        return self.reading.words("Contents").text

    def spelling(self, tag: str) -> str:
        """Return a tag as the register spells it: docutils writes classes in lower case."""
        edition = self.reading.edition
        known = {one.tag.lower(): one.tag for one in (edition.source, *edition.siblings)}
        return known.get(tag.lower(), tag)

    def tongue(self, tag: str) -> Mapping[str, str]:
        """Return what the medium writes besides `lang`."""
        return {}

    def caption_classes(self, caption: str) -> list[str]:
        """Return what marks a caption of the contents that stayed in another language."""
        home = self.reading.edition.language.tag
        spoken = {one.caption: one.caption_language for one in self.reading.chapters}
        tag = spoken.get(caption, home)
        return [tongues.mark(tag)] if tag != home else []

    def heading(self, title: nodes.title, number: tuple[int, ...] | None) -> Mapping[str, str]:
        """Return what the medium writes on a heading besides its id."""
        return {}

    def standing(self, section: nodes.section) -> str:
        """Return the line under an article's title, as HTML; empty where there is none."""
        return ""

    def semantics(self, kind: str) -> Mapping[str, str]:
        """Return what the medium writes besides the role of a `noteref` or `footnote`."""
        return {}

    def markup(self, html: str) -> str:
        """Return an author's own HTML as the medium writes it."""
        return html

    def formula(self, mathml: str, formula: str) -> str:
        """Return a formula as the medium writes it; `formula` is what its author wrote."""
        return mathml

    @property
    def scrolling(self) -> Mapping[str, str]:
        """The attributes of a box that may scroll sideways."""
        return {}

    def around_table(self, columns: int, name: str) -> tuple[str, str]:
        """Return the HTML that opens and closes what a medium puts around a table."""
        return "", ""

    def permalink(self, node: nodes.Element) -> str:
        """Return the name of a link from a heading to itself, ready for an attribute."""
        named = node.next_node(nodes.title) or node.next_node(nodes.caption) or node
        name = spaces.one_line(named.astext())
        return escape(self.reading.words("Permanent link to {title}").text.format(title=name))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page within the edition."""
        return self.page(docname) + self.out_suffix

    def elsewhere(self, docname: str, reference: Reference) -> str:
        """Return the address of a place in another publication; empty where nothing leads there."""
        return ""

    def page(self, docname: str) -> str:
        """Return a page's name within its publication."""
        return docname.removeprefix(f"{self.reading.edition.publication.id}/")

    def doctree(self, chapter: Chapter) -> nodes.document:
        """Return a page's doctree with its references resolved for this medium."""
        docname = self.turn_to(chapter)
        tree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        tree.settings = self.docsettings
        imprint.retell(tree, self.reading.edition, self.reading.words)
        self.post_process_images(tree)
        return tree

    def turn_to(self, chapter: Chapter) -> str:
        """Make a page the one that is written, with its numbers; return Sphinx's name of it."""
        docname = f"{self.reading.edition.publication.id}/{chapter.page}"
        self.current_docname = docname
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        here = self.get_target_uri(docname)
        self.imgpath = relative_uri(here, "_images")
        self.dlpath = relative_uri(here, "_downloads")
        return docname

    def body(self, tree: nodes.document) -> str:
        """Return the HTML of a doctree that `doctree` gave, the page that was turned to."""
        lines.keep_particles(tree)
        if self.reading.edition.language.writing_system != "alphabetic":
            emphasis.mark_plain(tree)
        visitor = self.create_translator(tree, self)
        tree.walkabout(visitor)
        return "".join(visitor.fragment)  # type: ignore[attr-defined]

    def fill(self, template: str, **context: Any) -> str:
        """Return a template of the medium's theme, filled."""
        everything = {
            "edition": self.reading.edition,
            "reading": self.reading,
            "chapters": self.reading.chapters,
            "_": self._marked,
            "plain": lambda message, **values: self.reading.words(message).text.format(**values),
            **context,
        }
        filled: str = self.templates.render(template, everything)
        return filled

    def _marked(self, message: str, **values: str) -> str:
        word = self.reading.words(message)
        return self.marked(LocalizedText(text=word.text.format(**values), language=word.language))

    def marked(self, word: LocalizedText) -> str:
        """Return a word as HTML, with its language where it is not the edition's."""
        if word.language == self.reading.edition.language.tag:
            return escape(word.text)
        extra = "".join(f' {key}="{value}"' for key, value in self.tongue(word.language).items())
        return f'<span lang="{word.language}" dir="auto"{extra}>{escape(word.text)}</span>'


def stylesheet(medium: str) -> str:
    """Return a medium's CSS: the tokens, the constructs in `base/`, then its own, by name."""
    sheets = [STYLES_DIR / "base" / "tokens.css"]
    for theme in ("base", medium):
        sheets.extend(
            path for path in sorted((STYLES_DIR / theme).glob("*.css")) if path not in sheets
        )
    return "\n".join(templates.plain(path.read_text(encoding="utf-8")) for path in sheets)


Neighbours = tuple[Chapter | None, Chapter, Chapter | None]


def neighbours(chapters: tuple[Chapter, ...]) -> Iterator[Neighbours]:
    """Yield each chapter with the one before and the one after."""
    yield from zip((None, *chapters), chapters, (*chapters[1:], None), strict=False)
