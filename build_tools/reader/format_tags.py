"""Compute the Sphinx tags of each format, and resolve `only` nodes for all formats at once."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.tags import Tags

from build_tools.model import FORMATS, list_media

# On the content of `only` that is not in every format.
ONLY_FORMATS = "press-media"


def make_format_tags(app: Sphinx, format: str) -> Tags:
    """Return the tags of a format: its own; of one that is not published, those of all that are.

    Sphinx has one set of tags for all builders of a process, and caches the value of an
    expression: without this, `only:: pdf` would depend on what else was written before.
    """
    other_tags = {tag for name in (*FORMATS, "dummy") for tag in _list_tags(name)}
    is_published = format in list_media()
    own_tags = {tag for name in ((format,) if is_published else list_media()) for tag in _list_tags(name)}
    return Tags({*app.tags} - other_tags | own_tags)


def _list_tags(format: str) -> tuple[str, ...]:
    return format, f"format_{format}", f"builder_{format}"


def resolve_only_nodes(tree: nodes.document, app: Sphinx) -> None:
    """Replace `only` nodes by their content, with the formats that show it, if not all do."""
    for node in list(tree.findall(addnodes.only)):
        formats = _list_formats(node, app)
        children: list[Any] = list(node.children) if formats else []
        if len(formats) in (0, len(list_media())):
            node.replace_self(children or nodes.comment())
        else:
            node.replace_self(nodes.container("", *children, **{ONLY_FORMATS: formats}))


def find_formats(node: nodes.Node, app: Sphinx) -> tuple[str, ...] | None:
    """Return the formats that show a node, where it stands within `only`; None where it does not."""
    formats, ancestor = None, node.parent
    while ancestor is not None:
        if isinstance(ancestor, addnodes.only):
            shown = _list_formats(ancestor, app)
            formats = shown if formats is None else tuple(name for name in formats if name in shown)
        ancestor = ancestor.parent
    return formats


def _list_formats(node: addnodes.only, app: Sphinx) -> tuple[str, ...]:
    names = list_media()
    return tuple(name for name in names if _is_condition_met(make_format_tags(app, name), node["expr"]))


def is_raw_html(node: nodes.Element) -> bool:
    """Return whether raw markup is HTML, which every format is made of."""
    return StandaloneHTMLBuilder.format in node.get("format", "").split()


def _is_condition_met(tags: Tags, expression: str) -> bool:
    try:
        return tags.eval_condition(expression)
    except Exception:  # as Sphinx has it, which tells the author when it writes
        return True
