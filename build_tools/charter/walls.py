"""Around Sphinx's Locale (20), which parses translations: a second wall, and plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docutils import nodes
from docutils.parsers.rst import roles
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from build_tools.charter.gate import unescaped

CLOSED = {"file_insertion_enabled": False, "raw_enabled": False}
OPENED = "press-settings"
_REGISTERED: dict[str, object] = vars(roles)["_roles"]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """A page as its source has it: settings, roles, and all that leads out of it."""

    settings: Mapping[str, object]
    roles: Mapping[str, object]
    leads: frozenset[tuple[str, object]]


class Close(SphinxTransform):
    """While translations are parsed, nothing of them may read a file or be raw markup.

    The gate has refused such messages already; this holds where it would fail.
    """

    default_priority = 19

    def apply(self, **kwargs: object) -> None:
        """Put the two settings of docutils aside and shut them; note what the source has."""
        settings = self.document.settings
        self.document[OPENED] = _Before(
            settings={name: getattr(settings, name) for name in CLOSED},
            roles=dict(_REGISTERED),
            leads=frozenset(lead for _, lead in _leading(self.document)),
        )
        for name, value in CLOSED.items():
            setattr(settings, name, value)


class Open(SphinxTransform):
    """Give the page its own settings back; make texts plain that nobody parses."""

    default_priority = 21

    def apply(self, **kwargs: object) -> None:
        """Restore settings and roles; undo what leads elsewhere, and the gate's backslashes."""
        before: _Before | None = self.document.attributes.pop(OPENED, None)
        if before:
            self._restore(before)
        for node in self.document.findall(nodes.Element):
            for key in PLAIN.get(type(node), ()):
                if node.get(key):
                    node[key] = unescaped(node[key])
            if isinstance(node, addnodes.toctree):
                entries = node["entries"]
                node["entries"] = [(name and unescaped(name), page) for name, page in entries]

    def _restore(self, before: _Before) -> None:
        for name, value in before.settings.items():
            setattr(self.document.settings, name, value)
        for name in _REGISTERED.keys() - before.roles.keys():
            del _REGISTERED[name]
        _REGISTERED.update(before.roles)
        for node, lead in list(_leading(self.document)):
            if lead not in before.leads:
                _logger.warning("a translation leads where the source does not", location=node)
                node.parent.replace(node, _words(node))


def _leading(document: nodes.document) -> Iterator[tuple[nodes.Element, tuple[str, object]]]:
    """Yield each node that leads out of its page or takes something in, and what that is."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.raw):
            # Its text may be translated, where a root wants that; a new one may not come.
            yield node, ("raw", id(node))
        for kind, key in LEADS.items():
            if isinstance(node, kind) and key in node:
                yield node, (key, node[key])


def _words(node: nodes.Element) -> list[nodes.Node]:
    """Return what a reader may still see of a node: its words, without where they lead."""
    return [] if isinstance(node, nodes.raw) else list(node.children)


LEADS: dict[type[nodes.Element], str] = {
    nodes.reference: "refuri",
    nodes.target: "refuri",
    nodes.image: "uri",
    addnodes.download_reference: "reftarget",
}
PLAIN: dict[type[nodes.Element], tuple[str, ...]] = {
    nodes.image: ("alt",),
    nodes.meta: ("content",),
    addnodes.toctree: ("caption",),
}
