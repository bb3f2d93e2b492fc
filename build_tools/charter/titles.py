"""Titles: puts an article's designation before its name, once, for every place that shows it."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter import spaces, tongues
from build_tools.charter.labels import label_of
from build_tools.charter.numbers import designation, in_line, is_lone
from build_tools.model import Edition, LocalizedText, UiStrings

# An em space parts the number from the name where both stand in one line (contents, bookmarks).
AFTER = "\N{EM SPACE}"
WITHIN = "{place}, {title}"
Titled = Callable[[nodes.section], str]


class Designations(SphinxTransform):
    """Call each numbered article by its kind and number; runs after the anchors are set."""

    default_priority = 270
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Put `Right XII` into the title of each section that the register numbers."""
        for section in self.document.findall(nodes.section):
            label = label_of(self.document, section)
            word = designation(label, self.edition, self.words) if label else None
            title = section.next_node(nodes.title)
            if word and title:
                section["designation"] = word.text
                lone = is_lone(label, self.edition)
                title["classes"] += [] if lone else ["numbered"]
                title.insert(0, self._inline(word, ["lone"] if lone else []))

    def _inline(self, word: LocalizedText, more: list[str]) -> nodes.inline:
        classes = ["designation", *more]
        if word.language != self.edition.language.tag:
            classes.append(tongues.mark(word.language))
        return nodes.inline("", word.text + AFTER, classes=classes)


class References(SphinxTransform):
    """Let a reference to a numbered article read its designation; after SphinxDomains (850)."""

    default_priority = 860
    edition: Edition
    words: UiStrings

    def apply(self, **kwargs: object) -> None:
        """Replace the words that the standard domain has noted for each such label."""
        labels = self.env.domains.standard_domain.labels
        for section in self.document.findall(nodes.section):
            if "designation" not in section:
                continue
            for name in section["names"]:
                if name in labels:
                    page, anchor, _ = labels[name]
                    labels[name] = (page, anchor, called(section, self.edition, self.words))


def name_of(section: nodes.section) -> str:
    """Return a section's title without its designation, on one line."""
    title = section.next_node(nodes.title)
    kept = [
        child.astext()
        for child in (title.children if title is not None else ())
        if not (isinstance(child, nodes.Element) and "designation" in child.get("classes", []))
    ]
    return spaces.one_line("".join(kept))


def called(
    section: nodes.section, edition: Edition, words: UiStrings, titled: Titled = name_of
) -> str:
    """Return what a reference to a section reads: its number, else its title."""
    title = titled(section)
    return in_line(section["ids"][0], title, edition, words) or title


def place_of(
    section: nodes.section, edition: Edition, words: UiStrings, titled: Titled = name_of
) -> str:
    """Return where something in a section stands: `Right I, Suggested Action Plan`."""
    own = called(section, edition, words, titled)
    above = section.parent
    if "designation" in section or not isinstance(above, nodes.section) or not _numbered(above):
        return own
    place = place_of(above, edition, words, titled)
    return words(WITHIN).text.format(place=place, title=own)


def _numbered(section: nodes.section) -> bool:
    """Return whether a section is a numbered article, or stands in one."""
    above = section.parent
    return "designation" in section or (isinstance(above, nodes.section) and _numbered(above))
