"""Disable file insertion and raw markup while Sphinx's Locale transform parses translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils import nodes
from docutils.parsers.rst import roles
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from build_tools.sanitizer import unescape_text

LOCKED_SETTINGS = {"file_insertion_enabled": False, "raw_enabled": False}
SAVED_STATE = "press-settings"
_ROLES: dict[str, object] = vars(roles)["_roles"]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceState:
    """Hold the state of a page before translation: settings, roles, and targets outside it."""

    settings: Mapping[str, object]
    roles: Mapping[str, object]
    targets: frozenset[tuple[str, object]]


class LockLocale(SphinxTransform):
    """Lock the settings by which a translation could read a file or insert raw markup.

    The sanitizer has rejected such messages already; this is a second barrier.
    """

    default_priority = 19

    def apply(self, **kwargs: object) -> None:
        """Save and disable two settings of docutils; save the source's roles and targets."""
        settings = self.document.settings
        self.document[SAVED_STATE] = _SourceState(
            settings={name: getattr(settings, name) for name in LOCKED_SETTINGS},
            roles=dict(_ROLES),
            targets=frozenset(lead for _, lead in _iter_outward_nodes(self.document)),
        )
        for name, value in LOCKED_SETTINGS.items():
            setattr(settings, name, value)


class UnlockLocale(SphinxTransform):
    """Restore the settings of a page; unescape texts that Sphinx does not parse."""

    default_priority = 21

    def apply(self, **kwargs: object) -> None:
        """Restore settings and roles; remove new targets and the sanitizer's backslashes."""
        before: _SourceState | None = self.document.attributes.pop(SAVED_STATE, None)
        if before:
            self._restore_state(before)
        for node in self.document.findall(nodes.Element):
            for key in TEXT_ATTRIBUTES.get(type(node), ()):
                if node.get(key):
                    node[key] = unescape_text(node[key])
            if isinstance(node, addnodes.toctree):
                entries = node["entries"]
                node["entries"] = [(name and unescape_text(name), page) for name, page in entries]

    def _restore_state(self, before: _SourceState) -> None:
        for name, value in before.settings.items():
            setattr(self.document.settings, name, value)
        for name in _ROLES.keys() - before.roles.keys():
            del _ROLES[name]
        _ROLES.update(before.roles)
        for node, target in list(_iter_outward_nodes(self.document)):
            if target not in before.targets:
                _logger.warning("a translation leads where the source does not", location=node)
                node.parent.replace(node, _strip_link(node))


def _iter_outward_nodes(
    document: nodes.document,
) -> Iterator[tuple[nodes.Element, tuple[str, object]]]:
    """Yield each node that links outside its page or includes something, and its target."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.raw):
            # Its text may be translated, where a root wants that; a new one may not come.
            yield node, ("raw", id(node))
        for kind, key in TARGET_ATTRIBUTES.items():
            if isinstance(node, kind) and key in node:
                yield node, (key, node[key])


def _strip_link(node: nodes.Element) -> list[nodes.Node]:
    """Return the children of a node, i.e. its text without the link; none of raw markup."""
    return [] if isinstance(node, nodes.raw) else list(node.children)


TARGET_ATTRIBUTES: dict[type[nodes.Element], str] = {
    nodes.reference: "refuri",
    nodes.target: "refuri",
    nodes.image: "uri",
    addnodes.download_reference: "reftarget",
}
TEXT_ATTRIBUTES: dict[type[nodes.Element], tuple[str, ...]] = {
    nodes.image: ("alt",),
    nodes.meta: ("content",),
    addnodes.toctree: ("caption",),
}
