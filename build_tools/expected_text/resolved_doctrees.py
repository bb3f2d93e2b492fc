"""Resolve the references of every page without a format's builder.

What a format loses is therefore still in these doctrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from build_tools.model import Reference
from build_tools.reader import format_tags
from build_tools.reader.reading import Chapter, Reading
from build_tools.sphinx_ext import imprint

# What an address within the edition begins with: `%page#anchor`.
PAGE_PREFIX = "%"


class NullBuilder(Builder):
    """Resolve references to a page and an anchor; write nothing."""

    name = StandaloneHTMLBuilder.name
    format = StandaloneHTMLBuilder.format

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page as a target."""
        return f"{PAGE_PREFIX}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return an absolute target; `from_` is ignored."""
        return self.get_target_uri(to)

    def get_publication_uri(self, docname: str, reference: Reference) -> str:
        """Return the address of a place in another publication."""
        if not reference.page:
            return ""
        place = f"{reference.language}/{reference.publication}/{reference.page}"
        return f"//{place}#{reference.anchor}"


@contextmanager
def resolve_doctrees(reading: Reading) -> Iterator[Iterator[tuple[Chapter, nodes.document]]]:
    """Yield the pages in reading order inside the block; restore the application after it."""
    app: Any = reading.app
    saved = app.tags, getattr(app, "builder", None)
    app.tags = format_tags.make_format_tags(app, NullBuilder.name)
    app.builder = NullBuilder(app, app.env)
    try:
        yield ((chapter, _resolve_page(reading, chapter)) for chapter in reading.chapters)
    finally:
        app.tags, app.builder = saved


def _resolve_page(reading: Reading, chapter: Chapter) -> nodes.document:
    tree = reading.get_doctree(chapter)
    format_tags.resolve_only_nodes(tree, reading.app)
    reading.app.env.apply_post_transforms(tree, reading.get_docname(chapter))
    imprint.update_review_status(tree, reading.edition, reading.ui_strings)
    return tree
