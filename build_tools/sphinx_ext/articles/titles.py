"""Put the designation of an article before its title, once, for every place that shows it."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from build_tools.model import Edition, LocalizedText, UiStrings
from build_tools.sphinx_ext.articles.labels import find_label
from build_tools.sphinx_ext.articles.numbers import (
    format_designation,
    format_inline_designation,
    is_number_alone,
)
from build_tools.sphinx_ext.text.lang_classes import make_lang_class
from build_tools.sphinx_ext.text.mixed_text import MixedText, fill_pattern, make_mixed_text
from build_tools.sphinx_ext.text.spacing import collapse_whitespace
from build_tools.sphinx_ext.transform import REFERENCE_TEXTS, Page
from build_tools.sphinx_ext.translation.title_language import find_title_language

# An em space parts the number from the name where both stand in one line (contents, bookmarks).
NUMBER_SEPARATOR = "\N{EM SPACE}"
PLACE_PATTERN = "{place}, {title}"
GetTitle = Callable[[nodes.section], str]


def insert_designations(page: Page) -> None:
    """Insert `Right XII` into the title of each section that the register numbers."""
    for section in page.document.findall(nodes.section):
        label = find_label(page.document, section)
        text = format_designation(label, page.edition, page.ui_strings) if label else None
        title = section.next_node(nodes.title)
        if text and title:
            section["designation"] = text.text
            classes = ["designation"]
            if is_number_alone(label, page.edition):
                classes.append("lone")
            else:
                title["classes"].append("numbered")
            children: list[nodes.Node] = [nodes.Text(text.text + NUMBER_SEPARATOR)]
            if text.language != page.edition.language.tag:
                section["designation-language"] = text.language
                lang_class = make_lang_class(text.language)
                if _has_own_direction(text.language, page.edition):
                    classes.append(lang_class)
                else:  # within the box, which stands where lines of the edition begin
                    words = nodes.inline("", text.text, classes=[lang_class])
                    children = [words, nodes.Text(NUMBER_SEPARATOR)]
            title.insert(0, nodes.inline("", "", *children, classes=classes))


def _has_own_direction(tag: str, edition: Edition) -> bool:
    """Return whether words are written as the edition is; those of the design are English or the source's."""
    return edition.language.is_rtl == (tag == edition.source.tag and edition.source.is_rtl)


def set_reference_texts(page: Page) -> None:
    """Let references to a numbered article read its designation instead of its title."""
    labels = page.env.domains.standard_domain.labels
    for section in page.document.findall(nodes.section):
        for name in section["names"] if "designation" in section else ():
            if name in labels:
                text = format_section_reference(section, page.edition, page.ui_strings)
                labels[name] = (*labels[name][:2], text.text)
                if text.language != page.edition.language.tag:
                    page.metadata.setdefault(REFERENCE_TEXTS, {})[labels[name][1]] = make_mixed_text(text)


def is_designation(node: nodes.Node) -> bool:
    """Return whether a node of a title is the designation of its article."""
    return isinstance(node, nodes.Element) and "designation" in node.get("classes", ())


def get_section_name(section: nodes.section) -> str:
    """Return the title of a section without its designation, on one line."""
    title = section.next_node(nodes.title)
    children = title.children if title is not None else []
    parts = (child.astext() for child in children if not is_designation(child))
    return collapse_whitespace("".join(parts))


def format_section_reference(
    section: nodes.section, edition: Edition, ui_strings: UiStrings, get_title: GetTitle = get_section_name
) -> LocalizedText:
    """Return the text of a reference to a section: its number, else its title."""
    language = find_title_language(section.next_node(nodes.title), edition)
    title = LocalizedText(text=get_title(section), language=language.tag)
    return format_inline_designation(section["ids"][0], title, edition, ui_strings) or title


def describe_place(
    section: nodes.section, edition: Edition, ui_strings: UiStrings, get_title: GetTitle = get_section_name
) -> MixedText:
    """Return where something in a section is: `Right I, Suggested Action Plan`."""
    own_name = make_mixed_text(format_section_reference(section, edition, ui_strings, get_title))
    parent = section.parent
    if "designation" in section or not isinstance(parent, nodes.section):
        return own_name
    if not _is_within_article(parent):
        return own_name
    place = describe_place(parent, edition, ui_strings, get_title)
    return fill_pattern(ui_strings(PLACE_PATTERN), place=place, title=own_name)


def _is_within_article(node: nodes.Element) -> bool:
    while isinstance(node, nodes.section) and "designation" not in node:
        node = node.parent
    return isinstance(node, nodes.section)
