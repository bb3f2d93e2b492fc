"""Addresses: takes the sections of a page, gives each the anchor that CONTRACT.md promises.

An anchor comes from the explicit label; without one, from the title in the source language.
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
MARKS = "press-marks"
Marks = tuple[tuple[str, int], ...]
logger = getLogger(__name__)


def slug(text: str) -> str:
    """Return lower-case letters and digits of any script with `-` for the rest."""
    kept = [
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "
        for letter in unicodedata.normalize("NFC", text).lower()
    ]
    return "-".join("".join(kept).split()) or "section"


def label_of(document: nodes.document, section: nodes.Element) -> str:
    """Return the explicit label of a section as an anchor, or an empty text."""
    for name in section["names"]:
        if document.nametypes.get(name):
            return anchor_of(name)
    return ""


def labelled(document: nodes.document) -> Iterator[str]:
    """Yield the anchor of each section that has a label of its own."""
    yield from filter(None, (label_of(document, one) for one in document.findall(nodes.section)))


def anchor_of(name: str) -> str:
    """Return a label as an anchor: what docutils makes of it, unless that loses letters."""
    return (nodes.make_id(name) if name.isascii() else "") or slug(name)


class SourceTitles(SphinxTransform):
    """Keep each title as its author wrote it, before it is translated."""

    default_priority = 1

    def apply(self, **kwargs: object) -> None:
        """Store the source's words of each section's title on the section."""
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            section["source-title"] = title.astext() if title else ""


class Twins(SphinxTransform):
    """Tell a label that a page has twice: docutils then drops it from both places."""

    default_priority = 2

    def apply(self, **kwargs: object) -> None:
        """Say it at every place but the first; two links with the same words are no labels."""
        first: dict[str, nodes.target] = {}
        for target in self.document.findall(nodes.target):
            for name in () if "refuri" in target else target["dupnames"]:
                if first.setdefault(name, target) is not target:
                    text = "duplicate label %s, other instance in line %s of this page"
                    logger.error(text, name, first[name].line, location=target)


class Anchors(SphinxTransform):
    """Put the permanent anchor first; number paragraphs and lettered items after it.

    Runs between docutils' PropagateTargets (260), which hands labels to sections, and the
    resolving of references (from 460 on).
    """

    default_priority = 265

    def apply(self, **kwargs: object) -> None:
        """Give every section its anchor, and note the first that has no label."""
        taken = {label_of(self.document, section) for section in self._sections()}
        taken |= {id for section in self._own() for id in section["ids"]}
        for section in self._sections():
            label = label_of(self.document, section)
            anchor = label or free(slug(section["source-title"]), taken)
            taken.add(anchor)
            if not label and UNLABELLED not in self.document:
                # docutils counts the line that is drawn under a title.
                self.document[UNLABELLED] = max(1, (section.line or 1) - 1)
            self._settle(section, anchor)
            if label:
                self._number(section, label, taken | self._written())

    def _sections(self) -> Iterator[nodes.section]:
        return (one for one in self.document.findall(nodes.section) if "source-title" in one)

    def _own(self) -> Iterator[nodes.section]:
        """Yield the sections that the press itself has added, which keep their anchors."""
        return (one for one in self.document.findall(nodes.section) if "source-title" not in one)

    def _written(self) -> set[str]:
        """Return the anchors of all that an author has labelled on the page."""
        explicit = (name for name, given in self.document.nametypes.items() if given)
        return {anchor_of(name) for name in explicit}

    def _settle(self, section: nodes.section, anchor: str) -> None:
        names = [name for name, id in self.document.nameids.items() if id in section["ids"]]
        labels = [anchor_of(name) for name in names if self.document.nametypes.get(name)]
        section["ids"] = [anchor, *(id for id in labels if id != anchor)]
        for name in names:
            self.document.nameids[name] = anchor
        self.document.ids[anchor] = section

    def _number(self, section: nodes.section, label: str, taken: set[str]) -> None:
        for child in section.children:
            if isinstance(child, nodes.enumerated_list):
                self._items(child, label, taken, ())

    def _items(
        self, listing: nodes.enumerated_list, prefix: str, taken: set[str], above: Marks
    ) -> None:
        for at, item in enumerate(listing.children, int(listing.get("start", 1))):
            mark = _mark(listing["enumtype"], at)
            if not mark or not isinstance(item, nodes.list_item):
                continue
            anchor = f"{prefix}-{mark}"
            if not self._claimed(anchor, item):
                anchor = free(anchor, taken)
            taken.add(anchor)
            item["ids"].append(anchor)
            item[MARKS] = (*above, (listing["enumtype"], at))
            self.document.ids[anchor] = item
            for child in item.children:
                if isinstance(child, nodes.enumerated_list):
                    self._items(child, anchor, taken, item[MARKS])

    def _claimed(self, anchor: str, item: nodes.list_item) -> bool:
        """Take from within an item the label that its author gave it: it is the item's own."""
        within = [each for each in item.findall(nodes.Element) if each is not item]
        if item is item.parent[0]:
            within.append(item.parent)  # a label before a list means its first item
        named = [each for each in within if anchor in map(anchor_of, each.get("names", ()))]
        for each in named:
            for name in [name for name in each["names"] if anchor_of(name) == anchor]:
                each["names"].remove(name)
                item["names"].append(name)
                each["ids"] = [id for id in each["ids"] if id != self.document.nameids[name]]
                self.document.nameids[name] = anchor
        return bool(named)


def _mark(kind: str, number: int) -> str:
    if kind == "arabic":
        return f"p{number}"
    if kind in ("loweralpha", "upperalpha") and 1 <= number <= 26:
        return chr(ord("a") + number - 1)
    return ""


def free(anchor: str, taken: set[str]) -> str:
    """Return the anchor, with `-2`, `-3` … where a page has it already."""
    if anchor not in taken:
        return anchor
    stem = re.sub(r"-$", "", anchor)
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)
