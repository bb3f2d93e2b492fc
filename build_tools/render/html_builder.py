"""Render the pages of a reading as HTML for one format."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from build_tools.errors import UserError
from build_tools.images import ImageError, read_image
from build_tools.model import FORMATS, LocalizedText, Place, Reference
from build_tools.paths import STYLES_DIR
from build_tools.reader import format_tags
from build_tools.reader.reading import Chapter, Reading
from build_tools.render import line_breaking, templates
from build_tools.render.addresses import quote_path
from build_tools.render.html_translator import EditionHTMLTranslator
from build_tools.render.language_css import join_css, make_language_css
from build_tools.render.root_partials import read_root_partials
from build_tools.render.root_pictures import read_root_pictures
from build_tools.render.root_styles import read_root_styles
from build_tools.render.spoken_numerals import mark_numerals
from build_tools.script_direction import choose_language_of_name, find_direction
from build_tools.sphinx_ext import imprint
from build_tools.sphinx_ext.text import lang_classes

ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


class EditionHTMLBuilder(StandaloneHTMLBuilder):
    """Build HTML with Sphinx's builder, but without search, indices and static files."""

    name = "press"
    search = False
    copysource = False
    default_translator_class = EditionHTMLTranslator
    shows_contents = True

    def __init__(self, reading: Reading, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        reading.app.outdir = folder
        super().__init__(reading.app, reading.app.env)
        # Sphinx has just added `html`, since every format is written as HTML first.
        self.tags = reading.app.tags = format_tags.make_format_tags(reading.app, self.name)
        self.reading = reading
        row = FORMATS[self.name]
        self.pictures = read_root_pictures(reading.root, reading.edition.publisher, row)
        self.partials = read_root_partials(reading.root, reading.edition, row.partials)
        # What pages have that needs a style sheet of its own, in `styles/constructs/`.
        self.constructs: set[str] = set(self.pictures.constructs)
        self.formula_letters: set[str] = set()
        reading.app.builder = self
        self.init()
        self.templates.environment.autoescape = True
        self.templates.environment.bytecode_cache = templates.BYTECODE_CACHE
        self.prepare_writing(frozenset(reading.app.env.found_docs))

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return the theme of the format."""
        return self.theme_name, {}

    @property
    def theme_name(self) -> str:
        """Return the folder of the format in `styles/`."""
        return FORMATS[self.name].theme

    @property
    def direction(self) -> str:
        """Return the direction of the edition's text."""
        return self.reading.edition.language.direction

    @property
    def contents_title(self) -> str:
        """Return the title of the contents in the edition's language."""
        return self.reading.ui_strings("Contents").text

    def normalize_tag(self, tag: str) -> str:
        """Return a tag as the register spells it: docutils writes classes in lower case."""
        edition = self.reading.edition
        tags = {one.tag.lower(): one.tag for one in (edition.source, *edition.siblings)}
        return tags.get(tag.lower(), tag)

    def get_lang_attributes(self, tag: str) -> Mapping[str, str]:
        """Return the attributes that the format writes besides `lang`."""
        return {}

    def get_caption_classes(self, caption: str) -> list[str]:
        """Return the classes of a contents caption that stays in another language."""
        own_tag = self.reading.edition.language.tag
        caption_languages = {one.caption: one.caption_language for one in self.reading.chapters}
        tag = caption_languages.get(caption, own_tag)
        return [lang_classes.make_lang_class(tag)] if tag != own_tag else []

    def get_heading_attributes(self, title: nodes.title, number: tuple[int, ...] | None) -> Mapping[str, str]:
        """Return the attributes that the format writes on a heading besides its id."""
        return {}

    def render_status_line(self, section: nodes.section) -> str:
        """Return what stands below the title of a section, as HTML; empty where nothing does."""
        return ""

    def get_note_attributes(self, kind: str) -> Mapping[str, str]:
        """Return the attributes of a `noteref` or `footnote` besides its role."""
        return {}

    def convert_raw_html(self, html: str) -> str:
        """Return an author's raw HTML as the format writes it."""
        return html

    def convert_listing(self, html: str) -> str:
        """Return a highlighted listing as the format shows it."""
        return html

    def convert_mathml(self, mathml: str, tex: str) -> str:
        """Return MathML as the format shows it, with its TeX for those who cannot see it.

        Raises FormulaError where the format cannot show it.
        """
        return mathml.replace("<math", f'<math alttext="{escape(tex)}"', 1)

    @property
    def scroll_attributes(self) -> Mapping[str, str]:
        """Return the attributes of a box that may scroll sideways."""
        return {}

    def get_table_wrapper(self, columns: int, name: str) -> tuple[str, str]:
        """Return the HTML that opens and closes the wrapper of a table."""
        return "", ""

    def render_permalink(self, anchor: str, name: str) -> str:
        """Return a link from a place to itself; its sign is drawn by CSS."""
        text = self.reading.ui_strings("Permanent link to {title}")
        attributes = {"href": f"#{anchor}", "aria-label": text.text.format(title=name)}
        foreign = self.format_foreign_attributes(text.language)
        return f'<a class="permalink"{templates.format_attributes(attributes)}{foreign}></a>'

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page within the edition."""
        return quote_path(self.get_page_name(docname) + self.out_suffix)

    def get_publication_uri(self, docname: str, reference: Reference) -> str:
        """Return the address of a place in another publication; empty without a link."""
        return ""

    def get_page_name(self, docname: str) -> str:
        """Return the name of a page within its publication."""
        return docname.removeprefix(f"{self.reading.edition.publication.id}/")

    def resolve_doctree(self, chapter: Chapter) -> nodes.document:
        """Return the doctree of a page with its references resolved for this format."""
        docname = self.set_current_page(chapter)
        tree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        tree.settings = self.docsettings
        imprint.update_review_status(tree, self.reading.edition, self.reading.ui_strings)
        self.post_process_images(tree)
        return tree

    def set_current_page(self, chapter: Chapter) -> str:
        """Make a page the current one, with its section numbers; return its docname."""
        docname = self.reading.get_docname(chapter)
        self.current_docname = docname
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        page_uri = self.get_target_uri(docname)
        self.imgpath = relative_uri(page_uri, "_images")
        self.dlpath = relative_uri(page_uri, "_downloads")
        return docname

    def copy_image_files(self) -> None:
        """Write the images that pages name, as they were decoded; raise UserError if one is broken."""
        for name, file_name in self.images.items():
            try:
                image = read_image(self.srcdir / name)
            except ImageError as error:  # it was changed since it was read, or has lost its line
                message = f"it is no picture that can be shown: {error}"
                place = Place(file=f"source/{name}")
                remedy = "put a PNG, JPEG, GIF, WebP or SVG in its place"
                raise UserError(
                    "source/no-picture", message, remedy=remedy, place=place, exit_code=1
                ) from error
            path = Path(self.outdir, self.imagedir, file_name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(image.data)

    def render_body(self, tree: nodes.document) -> str:
        """Return the HTML of a doctree from `resolve_doctree`, of the current page."""
        line_breaking.join_korean_particles(tree)
        mark_numerals(tree, self.reading.edition, self.reading.ui_strings)
        if self.reading.edition.language.writing_system != "alphabetic":
            mark_alphabetic_emphasis(tree)
        visitor = self.create_translator(tree, self)
        tree.walkabout(visitor)
        return "".join(visitor.fragment)  # type: ignore[attr-defined]

    def render_template(self, template: str, **context: Any) -> str:
        """Return a rendered template of the theme, which escapes all that is not Markup or `safe`."""
        ui_strings = self.reading.ui_strings
        full_context = {
            "edition": self.reading.edition,
            "reading": self.reading,
            "chapters": self.reading.chapters,
            "_": self._render_message,
            "address": quote_path,
            "foreign": self.format_foreign_attributes,
            "label": self._format_label,
            "name": self._render_name,
            "restored": self._format_restored_language,
            "logo": self.pictures.logo,
            "plain": lambda message, **values: ui_strings(message).text.format(**values),
            **context,
        }
        html: str = self.templates.render(template, full_context)
        return html

    def _render_message(self, message: str, **values: str) -> Markup:
        pattern = self.reading.ui_strings(message)
        return self.render_localized_text(replace(pattern, text=pattern.text.format(**values)))

    def _render_name(self, name: str) -> Markup:
        """Return a name, which may be in the language of the source, by its letters."""
        edition = self.reading.edition
        tag = choose_language_of_name(name, (edition.language.tag, edition.source.tag))
        return self.render_localized_text(LocalizedText(text=name, language=tag))

    def render_localized_text(self, localized_text: LocalizedText) -> Markup:
        """Return a localized text as HTML, with its language where it is not the edition's."""
        text = Markup(escape(localized_text.text))  # noqa: S704  # escaped as the text of a page is
        if localized_text.language == self.reading.edition.language.tag:
            return text
        return Markup("<span{}>{}</span>").format(
            self.format_foreign_attributes(localized_text.language), text
        )

    def format_foreign_attributes(self, tag: str, names: Sequence[str] = ()) -> Markup:
        """Return the attributes of text in a language, empty for the edition's; `names` have the tag."""
        if tag in ("", self.reading.edition.language.tag):
            return Markup("")
        language = dict.fromkeys(names or ("lang", *self.get_lang_attributes(tag)), tag)
        return templates.format_attributes({**language, "dir": find_direction(tag)})

    def _format_label(self, message: str) -> Markup:
        """Return an `aria-label` with the language of its text, which is that of the element."""
        text = self.reading.ui_strings(message)
        attributes = templates.format_attributes({"aria-label": text.text})
        return attributes + self.format_foreign_attributes(text.language)

    def build_css(self) -> str:
        """Return the CSS of the theme, of the language, then of the root. Raises UserError `styles/…`."""
        return join_css(
            build_stylesheet(self.theme_name, self.constructs),
            make_language_css(self.reading.edition.language),
            *read_root_styles(self.reading.root, self.theme_name),
        )

    def has_own_string(self, message: str) -> bool:
        """Return whether a UI string is in the edition's language."""
        return self.reading.ui_strings(message).language == self.reading.edition.language.tag

    def _format_restored_language(self, message: str) -> Markup:
        """Return the edition's language for what an element holds whose label is in another."""
        language = self.reading.edition.language
        if self.has_own_string(message):
            return Markup("")
        return templates.format_attributes({"lang": language.tag, "dir": language.direction})


def build_stylesheet(theme_name: str, constructs: Iterable[str] = ()) -> str:
    """Return the CSS of a theme: the tokens, the files of `base/`, then its own, by name.

    `constructs` are those that few editions have; their sheets come last.
    """
    tokens, own_sheets = STYLES_DIR / "base" / "tokens.css", (STYLES_DIR / theme_name).glob("*.css")
    common = set((STYLES_DIR / "base").glob("*.css")) - {tokens}
    rare = [STYLES_DIR / "constructs" / f"{name}.css" for name in sorted(constructs)]
    return templates.read_css([tokens, *sorted(common), *sorted(own_sheets), *rare])


def write_text_file(path: Path, text: str) -> None:
    """Write a text, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def mark_alphabetic_emphasis(tree: nodes.Element) -> None:
    """Give each emphasis in letters of an alphabet alone the class `plain`."""
    for kind in (nodes.emphasis, nodes.title_reference):
        for node in tree.findall(kind):
            names = [unicodedata.name(letter, "") for letter in node.astext() if letter.isalpha()]
            if names and all(name.startswith(ALPHABETS) for name in names):
                node["classes"].append("plain")
