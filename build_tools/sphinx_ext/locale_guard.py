"""Guard a page while Sphinx's Locale transform parses translations: settings, roles, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils import nodes
from docutils.parsers.rst import roles
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.nodes import extract_messages

from build_tools.sanitizer import unescape_text
from build_tools.sphinx_ext.transform import Page

LOCKED_SETTINGS = {"file_insertion_enabled": False, "raw_enabled": False}
SAVED_STATE = "press-settings"
TARGET_ATTRIBUTES: dict[type[nodes.Element], str] = {
    nodes.reference: "refuri",
    nodes.target: "refuri",
    nodes.image: "uri",
    addnodes.download_reference: "reftarget",
}
TEXT_ATTRIBUTES: dict[type[nodes.Element], str] = {
    nodes.image: "alt",
    nodes.meta: "content",
    addnodes.toctree: "caption",
}
Target = tuple[str, object]
_ROLES: dict[str, object] = vars(roles)["_roles"]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceState:
    """Hold the state of a page before translation: settings, roles, and targets outside it."""

    settings: Mapping[str, object]
    roles: Mapping[str, object]
    targets: frozenset[Target]


def lock_locale(page: Page) -> None:
    """Disable the settings by which a translation could read a file or insert raw markup.

    The sanitizer has rejected such messages already; this is a second barrier.
    """
    settings = page.document.settings
    page.document[SAVED_STATE] = _SourceState(
        settings={name: getattr(settings, name) for name in LOCKED_SETTINGS},
        roles=dict(_ROLES),
        targets=frozenset(target for _, target in _iter_outward_nodes(page.document)),
    )
    for name, value in LOCKED_SETTINGS.items():
        setattr(settings, name, value)
    if any(map(_is_raw_role, page.document.findall(nodes.raw))):
        # A role of the source's own writes raw markup; of a translation, what the source has word for word.
        settings.raw_enabled = page.document[SAVED_STATE].settings["raw_enabled"]


def unlock_locale(page: Page) -> None:
    """Restore settings and roles; remove new targets and the sanitizer's backslashes."""
    source_state: _SourceState | None = page.document.attributes.pop(SAVED_STATE, None)
    if source_state:
        _restore_state(page.document, source_state)
    for node in page.document.findall(nodes.Element):
        key = TEXT_ATTRIBUTES.get(type(node))
        if key and node.get(key):
            node[key] = unescape_text(node[key])
        if isinstance(node, addnodes.toctree):
            entries = node["entries"]
            node["entries"] = [(name and unescape_text(name), docname) for name, docname in entries]


def _restore_state(document: nodes.document, source_state: _SourceState) -> None:
    for name, value in source_state.settings.items():
        setattr(document.settings, name, value)
    for name in _ROLES.keys() - source_state.roles.keys():
        del _ROLES[name]
    _ROLES.update(source_state.roles)
    for node, target in list(_iter_outward_nodes(document)):
        if target not in source_state.targets:
            _logger.warning("a translation leads where the source does not", location=node)
            # Raw markup has no text; of a link its text stays.
            node.parent.replace(node, [] if isinstance(node, nodes.raw) else list(node.children))


def _iter_outward_nodes(document: nodes.document) -> Iterator[tuple[nodes.Element, Target]]:
    """Yield each node that links outside its page or includes something, and its target."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.raw):
            # The text of a block may be translated, where a root wants that; a new one may not come.
            is_role = _is_raw_role(node)
            yield node, ("raw", (node.get("format"), node.astext()) if is_role else id(node))
        for kind, key in TARGET_ATTRIBUTES.items():
            if isinstance(node, kind) and key in node:
                yield node, (key, node[key])


def _is_raw_role(node: nodes.raw) -> bool:
    """Return whether raw markup was written by a role, in a line; that of a substitution is a block."""
    return isinstance(node.parent, nodes.TextElement) and not isinstance(
        node.parent, nodes.substitution_definition
    )


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
