"""Put the designation of an article before its title, once, for every place that shows it."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.model import Edition, LocalizedText, UiStrings
from build_tools.sphinx_ext.articles.labels import find_label
from build_tools.sphinx_ext.articles.numbers import (
    format_designation,
    format_inline_designation,
    is_number_alone,
)
from build_tools.sphinx_ext.text import lang_classes, spacing

# An em space parts the number from the name where both stand in one line (contents, bookmarks).
NUMBER_SEPARATOR = "\N{EM SPACE}"
PLACE_PATTERN = "{place}, {title}"
GetTitle = Callable[[nodes.section], str]


class Designations(SphinxTransform):
    """Add kind and number to the title of each numbered article; runs after anchors are set."""

    default_priority = 270
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Insert `Right XII` into the title of each section that the register numbers."""
        for section in self.document.findall(nodes.section):
            label = find_label(self.document, section)
            designation_text = (
                format_designation(label, self.edition, self.ui_strings) if label else None
            )
            title = section.next_node(nodes.title)
            if designation_text and title:
                section["designation"] = designation_text.text
                is_alone = is_number_alone(label, self.edition)
                title["classes"] += [] if is_alone else ["numbered"]
                title.insert(
                    0, self._make_designation(designation_text, ["lone"] if is_alone else [])
                )

    def _make_designation(self, text: LocalizedText, more_classes: list[str]) -> nodes.inline:
        classes = ["designation", *more_classes]
        if text.language != self.edition.language.tag:
            classes.append(lang_classes.make_lang_class(text.language))
        return nodes.inline("", text.text + NUMBER_SEPARATOR, classes=classes)


class ReferenceTexts(SphinxTransform):
    """Let references to a numbered article read its designation; runs after SphinxDomains (850)."""

    default_priority = 860
    edition: Edition
    ui_strings: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Replace the text that the standard domain has stored for each such label."""
        labels = self.env.domains.standard_domain.labels
        for section in self.document.findall(nodes.section):
            if "designation" not in section:
                continue
            for name in section["names"]:
                if name in labels:
                    page, anchor, _ = labels[name]
                    labels[name] = (
                        page,
                        anchor,
                        format_section_reference(section, self.edition, self.ui_strings),
                    )


def get_section_name(section: nodes.section) -> str:
    """Return the title of a section without its designation, on one line."""
    title = section.next_node(nodes.title)
    parts = [
        child.astext()
        for child in (title.children if title is not None else ())
        if not (isinstance(child, nodes.Element) and "designation" in child.get("classes", []))
    ]
    return spacing.collapse_whitespace("".join(parts))


def format_section_reference(
    section: nodes.section,
    edition: Edition,
    ui_strings: UiStrings,
    get_title: GetTitle = get_section_name,
) -> str:
    """Return the text of a reference to a section: its number, else its title."""
    title = get_title(section)
    return format_inline_designation(section["ids"][0], title, edition, ui_strings) or title


def describe_place(
    section: nodes.section,
    edition: Edition,
    ui_strings: UiStrings,
    get_title: GetTitle = get_section_name,
) -> str:
    """Return where something in a section is: `Right I, Suggested Action Plan`."""
    own_name = format_section_reference(section, edition, ui_strings, get_title)
    parent = section.parent
    if (
        "designation" in section
        or not isinstance(parent, nodes.section)
        or not _is_within_article(parent)
    ):
        return own_name
    place = describe_place(parent, edition, ui_strings, get_title)
    return ui_strings(PLACE_PATTERN).text.format(place=place, title=own_name)


def _is_within_article(section: nodes.section) -> bool:
    """Return whether a section is a numbered article, or is inside one."""
    parent = section.parent
    return "designation" in section or (
        isinstance(parent, nodes.section) and _is_within_article(parent)
    )
