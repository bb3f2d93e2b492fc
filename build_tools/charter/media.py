"""What a text shows in one medium alone: takes an application, gives the tags of each medium."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.tags import Tags

from build_tools.model import Format

MEDIA: tuple[Format, ...] = ("html", "pdf", "epub")
# On what stands under `only` and is not in every medium.
SHOWN = "press-media"


def tags(app: Sphinx, medium: str) -> Tags:
    """Return what is true of a medium alone: `html` too, since all are written as HTML first.

    Sphinx has one set of tags for all builders of a process, and remembers what it made of an
    expression: what `only:: pdf` shows would depend on what else was written before.
    """
    others = {name for each in (*MEDIA, "proof", "dummy") for name in _named(each)}
    return Tags({*app.tags} - others | {*_named("html"), *_named(medium)})


def _named(medium: str) -> tuple[str, ...]:
    return medium, f"format_{medium}", f"builder_{medium}"


def mark(tree: nodes.document, app: Sphinx) -> None:
    """Put what stands under `only` in its place, with the media that show it, if not all do."""
    known = [(medium, tags(app, medium)) for medium in MEDIA]
    for node in list(tree.findall(addnodes.only)):
        shown = [medium for medium, true in known if _is_true(true, node["expr"])]
        inner: list[Any] = list(node.children) if shown else []
        if len(shown) in (0, len(MEDIA)):
            node.replace_self(inner or nodes.comment())
        else:
            node.replace_self(nodes.container("", *inner, **{SHOWN: shown}))


def _is_true(true: Tags, expression: str) -> bool:
    try:
        return true.eval_condition(expression)
    except Exception:  # as Sphinx has it, which tells the author when it writes
        return True
