"""Compute the Sphinx tags of each format, and resolve `only` nodes for all formats at once."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.tags import Tags

from build_tools.model import Format

TEXT_FORMATS: tuple[Format, ...] = ("html", "pdf", "epub")
# On what stands under `only` and is not in every medium.
ONLY_FORMATS = "press-media"


def make_format_tags(app: Sphinx, format: str) -> Tags:
    """Return the tags of a format; `html` is always one, since all are written as HTML first.

    Sphinx has one set of tags for all builders of a process, and caches the value of an
    expression: without this, `only:: pdf` would depend on what else was written before.
    """
    other_tags = {name for each in (*TEXT_FORMATS, "proof", "dummy") for name in _list_tags(each)}
    return Tags({*app.tags} - other_tags | {*_list_tags("html"), *_list_tags(format)})


def _list_tags(format: str) -> tuple[str, ...]:
    return format, f"format_{format}", f"builder_{format}"


def resolve_only_nodes(tree: nodes.document, app: Sphinx) -> None:
    """Replace `only` nodes by their content, with the formats that show it, if not all do."""
    format_tags = [(medium, make_format_tags(app, medium)) for medium in TEXT_FORMATS]
    for node in list(tree.findall(addnodes.only)):
        formats = [medium for medium, true in format_tags if _is_condition_met(true, node["expr"])]
        children: list[Any] = list(node.children) if formats else []
        if len(formats) in (0, len(TEXT_FORMATS)):
            node.replace_self(children or nodes.comment())
        else:
            node.replace_self(nodes.container("", *children, **{ONLY_FORMATS: formats}))


def _is_condition_met(tags: Tags, expression: str) -> bool:
    try:
        return tags.eval_condition(expression)
    except Exception:  # as Sphinx has it, which tells the author when it writes
        return True
