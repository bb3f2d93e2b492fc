"""Give each section of a page its permanent anchor, as CONTRACT.md promises.

An anchor is made of the explicit label or, without one, of the title in the source language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docutils import nodes
from sphinx.util.logging import getLogger

from build_tools.model import Publication, Successor
from build_tools.sphinx_ext.transform import Page

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


def find_section_around(node: nodes.Element | None) -> nodes.Element | None:
    """Return the section that a node is, or stands in; its page where it stands in none."""
    while node is not None and not isinstance(node, (nodes.section, nodes.document)):
        node = node.parent
    return node


def iter_label_anchors(document: nodes.document) -> Iterator[str]:
    """Yield the anchor of each section that has a label of its own."""
    yield from filter(None, (find_label(document, one) for one in document.findall(nodes.section)))


def make_anchor(name: str) -> str:
    """Return a label as an anchor: as docutils makes it, unless that drops letters."""
    return (nodes.make_id(name) if name.isascii() else "") or make_slug(name)


def store_source_titles(page: Page) -> None:
    """Store the title of each section as its author wrote it, before it is translated."""
    for section in page.document.findall(nodes.section):
        title = section.next_node(nodes.title)
        section["source-title"] = title.astext() if title else ""


def report_duplicate_labels(page: Page) -> None:
    """Log a label that a page has twice: docutils then drops it from both places.

    Two links with the same text are not labels.
    """
    first: dict[str, nodes.target] = {}
    for target in page.document.findall(nodes.target):
        for name in () if "refuri" in target else target["dupnames"]:
            if first.setdefault(name, target) is not target:
                text = "duplicate label %s, other instance in line %s of this page"
                logger.error(text, name, first[name].line, location=target)


def set_anchors(page: Page) -> None:
    """Set the permanent anchor of every section; number its paragraphs and items from it."""
    document = page.document
    all_sections = list(document.findall(nodes.section))
    sections = [section for section in all_sections if "source-title" in section]
    taken = {find_label(document, section) for section in sections}
    taken |= {id for section in all_sections if section not in sections for id in section["ids"]}
    taken |= {make_anchor(one.label) for one in page.edition.publication.successors}
    for section in sections:
        label = find_label(document, section)
        anchor = label or make_unique_anchor(make_slug(section["source-title"]), taken)
        taken.add(anchor)
        if not label and UNLABELLED not in document:
            # docutils counts the line that is drawn under a title.
            document[UNLABELLED] = max(1, (section.line or 1) - 1)
        _set_anchor(document, section, anchor)
        if label:
            explicit = {make_anchor(name) for name, is_set in document.nametypes.items() if is_set}
            _number_lists(document, section, label, taken | explicit)


def keep_removed_anchors(page: Page) -> None:
    """Give each element whose label took the place of a removed one the anchor of that too."""
    removed = list_predecessors(page.edition.publication)
    heirs = {label: [make_anchor(one.label) for one in own] for label, own in removed.items()}
    elements = list(page.document.findall(nodes.Element)) if heirs else []
    taken = {str(id) for node in elements for id in node["ids"]}
    for node in elements:
        anchors = [anchor for name in node["names"] for anchor in heirs.get(name, ())]
        node["ids"] += [anchor for anchor in anchors if anchor not in taken]
        page.document.ids.update(dict.fromkeys(anchors, node))


def list_predecessors(publication: Publication) -> dict[str, list[Successor]]:
    """Return the removed labels by the label that took their place at last."""
    heirs: dict[str, list[Successor]] = {}
    for one in publication.successors:
        heirs.setdefault(publication.find_successor(one.label), []).append(one)
    return heirs


def _set_anchor(document: nodes.document, section: nodes.section, anchor: str) -> None:
    names = [name for name, id in document.nameids.items() if id in section["ids"]]
    labels = [make_anchor(name) for name in names if document.nametypes.get(name)]
    places = _list_nameless_targets(document, section)
    section["ids"] = list(dict.fromkeys((anchor, *labels, *places)))
    document.nameids.update(dict.fromkeys(names, anchor))
    document.ids[anchor] = section


def _list_nameless_targets(document: nodes.document, section: nodes.section) -> list[str]:
    """Return the ids of targets without a name before a section, as `.. index::` writes them."""
    nameless = set(section["ids"]).difference(document.nameids.values())
    targets = {target.get("refid") for target in document.findall(nodes.target)} if nameless else set()
    return [id for id in section["ids"] if id in nameless & targets]


def _number_lists(document: nodes.document, parent: nodes.Element, prefix: str, taken: set[str]) -> None:
    for listing in parent.children:
        if not isinstance(listing, nodes.enumerated_list):
            continue
        for number, item in enumerate(listing.children, int(listing.get("start", 1))):
            mark = _format_list_mark(listing["enumtype"], number)
            if not mark or not isinstance(item, nodes.list_item):
                continue
            anchor = f"{prefix}-{mark}"
            if not _claim_label(document, anchor, item):
                anchor = make_unique_anchor(anchor, taken)
            taken.add(anchor)
            item["ids"].append(anchor)
            item[LIST_MARKS] = (*parent.get(LIST_MARKS, ()), (listing["enumtype"], number))
            document.ids[anchor] = item
            _number_lists(document, item, anchor, taken)


def _claim_label(document: nodes.document, anchor: str, item: nodes.list_item) -> bool:
    """Move a label within an item to the item; return whether there is one."""
    candidates = [node for node in item.findall(nodes.Element) if node is not item]
    if item is item.parent[0]:
        candidates.append(item.parent)  # a label before a list means its first item
    is_claimed = False
    for node in candidates:
        names: list[str] = node.get("names", [])
        for name in [name for name in names if make_anchor(name) == anchor]:
            names.remove(name)
            item["names"].append(name)
            node["ids"] = [id for id in node["ids"] if id != document.nameids[name]]
            document.nameids[name] = anchor
            is_claimed = True
    return is_claimed


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
