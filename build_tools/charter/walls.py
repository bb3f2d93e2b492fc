"""Around Sphinx's Locale (20), which parses translations: a second wall, and plain text."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from build_tools.charter.gate import unescaped

CLOSED = {"file_insertion_enabled": False, "raw_enabled": False}
OPENED = "press-settings"


class Close(SphinxTransform):
    """While translations are parsed, nothing of them may read a file or be raw markup.

    The gate has refused such messages already; this holds where it would fail.
    """

    default_priority = 19

    def apply(self, **kwargs: object) -> None:
        """Put the two settings of docutils aside and shut them."""
        settings = self.document.settings
        self.document[OPENED] = {name: getattr(settings, name) for name in CLOSED}
        for name, value in CLOSED.items():
            setattr(settings, name, value)


class Open(SphinxTransform):
    """Give the page its own settings back; make texts plain that nobody parses."""

    default_priority = 21

    def apply(self, **kwargs: object) -> None:
        """Restore the settings; undo the gate's backslashes in alternatives and captions."""
        for name, value in self.document.attributes.pop(OPENED, {}).items():
            setattr(self.document.settings, name, value)
        for node in self.document.findall(nodes.Element):
            for key in PLAIN.get(type(node), ()):
                if node.get(key):
                    node[key] = unescaped(node[key])
            if isinstance(node, addnodes.toctree):
                entries = node["entries"]
                node["entries"] = [(name and unescaped(name), page) for name, page in entries]


PLAIN: dict[type[nodes.Element], tuple[str, ...]] = {
    nodes.image: ("alt",),
    nodes.meta: ("content",),
    addnodes.toctree: ("caption",),
}
