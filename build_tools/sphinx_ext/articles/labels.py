"""Give each section of a page its permanent anchor, as CONTRACT.md promises.

An anchor is made of the explicit label or, without one, of the title in the source language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import getLogger

UNLABELLED = "press-unlabelled"
# On a numbered paragraph or lettered item: kind and number of each list from its article on.
LIST_MARKS = "press-marks"
ListMarks = tuple[tuple[str, int], ...]
logger = getLogger(__name__)


def make_slug(text: str) -> str:
    """Return a text in lower case, its letters and digits of any script, `-` for all else."""
    characters = [
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "
        for letter in unicodedata.normalize("NFC", text).lower()
    ]
    return "-".join("".join(characters).split()) or "section"


def find_label(document: nodes.document, section: nodes.Element) -> str:
    """Return the explicit label of a section as an anchor, or an empty string."""
    for name in section["names"]:
        if document.nametypes.get(name):
            return make_anchor(name)
    return ""


def iter_label_anchors(document: nodes.document) -> Iterator[str]:
    """Yield the anchor of each section that has a label of its own."""
    yield from filter(None, (find_label(document, one) for one in document.findall(nodes.section)))


def make_anchor(name: str) -> str:
    """Return a label as an anchor: as docutils makes it, unless that drops letters."""
    return (nodes.make_id(name) if name.isascii() else "") or make_slug(name)


class SourceTitles(SphinxTransform):
    """Store each section title as its author wrote it, before it is translated."""

    default_priority = 1

    def apply(self, **kwargs: object) -> None:
        """Store the source text of each section's title on the section."""
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            section["source-title"] = title.astext() if title else ""


class DuplicateLabels(SphinxTransform):
    """Report a label that a page has twice: docutils then drops it from both places."""

    default_priority = 2

    def apply(self, **kwargs: object) -> None:
        """Log each place but the first; two links with the same text are not labels."""
        first: dict[str, nodes.target] = {}
        for target in self.document.findall(nodes.target):
            for name in () if "refuri" in target else target["dupnames"]:
                if first.setdefault(name, target) is not target:
                    text = "duplicate label %s, other instance in line %s of this page"
                    logger.error(text, name, first[name].line, location=target)


class Anchors(SphinxTransform):
    """Put the permanent anchor first; number paragraphs and lettered items from it.

    Runs between docutils' PropagateTargets (260), which moves labels to sections, and the
    resolving of references (from 460).
    """

    default_priority = 265

    def apply(self, **kwargs: object) -> None:
        """Set the anchor of every section, and store the line of the first without a label."""
        taken = {find_label(self.document, section) for section in self._iter_source_sections()}
        taken |= {id for section in self._iter_generated_sections() for id in section["ids"]}
        for section in self._iter_source_sections():
            label = find_label(self.document, section)
            anchor = label or make_unique_anchor(make_slug(section["source-title"]), taken)
            taken.add(anchor)
            if not label and UNLABELLED not in self.document:
                # docutils counts the line that is drawn under a title.
                self.document[UNLABELLED] = max(1, (section.line or 1) - 1)
            self._set_anchor(section, anchor)
            if label:
                self._number_section(section, label, taken | self._collect_explicit_anchors())

    def _iter_source_sections(self) -> Iterator[nodes.section]:
        return (one for one in self.document.findall(nodes.section) if "source-title" in one)

    def _iter_generated_sections(self) -> Iterator[nodes.section]:
        """Yield the sections that our own transforms add; they keep their anchors."""
        return (one for one in self.document.findall(nodes.section) if "source-title" not in one)

    def _collect_explicit_anchors(self) -> set[str]:
        """Return the anchors of everything that an author has labelled on the page."""
        explicit = (name for name, given in self.document.nametypes.items() if given)
        return {make_anchor(name) for name in explicit}

    def _set_anchor(self, section: nodes.section, anchor: str) -> None:
        names = [name for name, id in self.document.nameids.items() if id in section["ids"]]
        labels = [make_anchor(name) for name in names if self.document.nametypes.get(name)]
        section["ids"] = [anchor, *(id for id in labels if id != anchor)]
        for name in names:
            self.document.nameids[name] = anchor
        self.document.ids[anchor] = section

    def _number_section(self, section: nodes.section, label: str, taken: set[str]) -> None:
        for child in section.children:
            if isinstance(child, nodes.enumerated_list):
                self._number_items(child, label, taken, ())

    def _number_items(
        self, listing: nodes.enumerated_list, prefix: str, taken: set[str], outer_marks: ListMarks
    ) -> None:
        for number, item in enumerate(listing.children, int(listing.get("start", 1))):
            mark = _format_list_mark(listing["enumtype"], number)
            if not mark or not isinstance(item, nodes.list_item):
                continue
            anchor = f"{prefix}-{mark}"
            if not self._claim_label(anchor, item):
                anchor = make_unique_anchor(anchor, taken)
            taken.add(anchor)
            item["ids"].append(anchor)
            item[LIST_MARKS] = (*outer_marks, (listing["enumtype"], number))
            self.document.ids[anchor] = item
            for child in item.children:
                if isinstance(child, nodes.enumerated_list):
                    self._number_items(child, anchor, taken, item[LIST_MARKS])

    def _claim_label(self, anchor: str, item: nodes.list_item) -> bool:
        """Move a label within an item to the item; return whether there is one."""
        nodes_within = [each for each in item.findall(nodes.Element) if each is not item]
        if item is item.parent[0]:
            nodes_within.append(item.parent)  # a label before a list means its first item
        labelled_nodes = [
            each for each in nodes_within if anchor in map(make_anchor, each.get("names", ()))
        ]
        for node in labelled_nodes:
            for name in [name for name in node["names"] if make_anchor(name) == anchor]:
                node["names"].remove(name)
                item["names"].append(name)
                node["ids"] = [id for id in node["ids"] if id != self.document.nameids[name]]
                self.document.nameids[name] = anchor
        return bool(labelled_nodes)


def _format_list_mark(kind: str, number: int) -> str:
    if kind == "arabic":
        return f"p{number}"
    if kind in ("loweralpha", "upperalpha") and 1 <= number <= 26:
        return chr(ord("a") + number - 1)
    return ""


def make_unique_anchor(anchor: str, taken: set[str]) -> str:
    """Return the anchor, with `-2`, `-3` … appended where it is taken."""
    if anchor not in taken:
        return anchor
    stem = re.sub(r"-$", "", anchor)
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)
