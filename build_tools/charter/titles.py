"""Titles: puts an article's designation before its name, once, for every place that shows it."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.charter.labels import label_of
from build_tools.charter.numbers import designation
from build_tools.model import Edition, Word, Words

# An em space parts the number from the name where both stand in one line (contents, bookmarks).
AFTER = "\N{EM SPACE}"


class Designations(SphinxTransform):
    """Call each numbered article by its kind and number; runs after the anchors are set."""

    default_priority = 270
    edition: Edition
    words: Words

    def apply(self, **kwargs: object) -> None:
        """Put `Right XII` into the title of each section that the register numbers."""
        for section in self.document.findall(nodes.section):
            label = label_of(self.document, section)
            word = designation(label, self.edition, self.words) if label else None
            title = section.next_node(nodes.title)
            if word and title:
                section["designation"] = word.text
                title.insert(0, self._inline(word))

    def _inline(self, word: Word) -> nodes.inline:
        classes = ["designation"]
        if word.language != self.edition.language.tag:
            classes.append(f"language-{word.language}")
        return nodes.inline("", word.text + AFTER, classes=classes)


class References(SphinxTransform):
    """Let a reference to a numbered article read its designation; after SphinxDomains (850)."""

    default_priority = 860

    def apply(self, **kwargs: object) -> None:
        """Replace the words that the standard domain has noted for each such label."""
        labels = self.env.domains.standard_domain.labels
        for section in self.document.findall(nodes.section):
            if "designation" not in section:
                continue
            for name in section["names"]:
                if name in labels:
                    page, anchor, _ = labels[name]
                    labels[name] = (page, anchor, section["designation"])
