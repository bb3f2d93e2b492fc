"""Keep the ids of inline targets as in the source, whatever a translation calls them."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.nodes import extract_messages

from build_tools.sphinx_ext.transform import Page

SAVED_TARGETS = "press-targets"


def save_targets(page: Page) -> None:
    """Store the ids and names of the inline targets of each message with its node."""
    for node, _ in extract_messages(page.document):
        targets = [(target["ids"], target["names"]) for target in _list_inline_targets(node)]
        if targets:
            node[SAVED_TARGETS] = targets


def restore_targets(page: Page) -> None:
    """Restore the ids in the order of the source; those that a translation omits go to its node."""
    for node in list(page.document.findall(nodes.Element)):
        saved = node.attributes.pop(SAVED_TARGETS, ())
        targets = _list_inline_targets(node) if saved else []
        for number, (ids, names) in enumerate(saved):
            if number < len(targets):
                targets[number]["ids"], targets[number]["names"] = ids, names
            else:
                node["ids"].extend(ids)
            holder = targets[number] if number < len(targets) else node
            page.document.ids.update(dict.fromkeys(ids, holder))


def prune_backlinks(page: Page) -> None:
    """Remove links without a target: back to an omitted note reference, or to a system message."""
    kinds = (nodes.footnote_reference, nodes.citation_reference)
    ids = {id for kind in kinds for call in page.document.findall(kind) for id in call["ids"]}
    for note in page.document.findall(nodes.footnote):
        note["backrefs"] = [id for id in note["backrefs"] if id in ids]
    for problematic in page.document.findall(nodes.problematic):
        problematic.attributes.pop("refid", None)


def _list_inline_targets(node: nodes.Element) -> list[nodes.target]:
    return [target for target in node.findall(nodes.target) if target.children]
