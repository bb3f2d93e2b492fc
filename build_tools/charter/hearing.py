"""The doctree as it is read aloud: takes a Reading, gives each page with its references resolved.

No medium's builder, so that what a format has lost is still here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from sphinx.builders import Builder

from build_tools.charter import imprint, media
from build_tools.charter.reading import Chapter, Reading
from build_tools.model import Reference

# What an address within the edition begins with: `%page#anchor`.
INSIDE = "%"


class Hearing(Builder):
    """A builder that writes nothing: an address names a page, and an anchor there."""

    name = "html"
    format = "html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page as a target."""
        return f"{INSIDE}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same from everywhere."""
        return self.get_target_uri(to)

    def elsewhere(self, docname: str, reference: Reference) -> str:
        """Return a place in another publication."""
        if not reference.page:
            return ""
        place = f"{reference.language}/{reference.publication}/{reference.page}"
        return f"//{place}#{reference.anchor}"


@contextmanager
def heard(reading: Reading) -> Iterator[Iterator[tuple[Chapter, nodes.document]]]:
    """Give the pages inside the block, in the order of reading; nothing is changed after it."""
    app: Any = reading.app
    before = app.tags, getattr(app, "builder", None)
    app.tags = media.tags(app, "html")
    app.builder = Hearing(app, app.env)
    try:
        yield ((chapter, _page(reading, chapter)) for chapter in reading.chapters)
    finally:
        app.tags, app.builder = before


def _page(reading: Reading, chapter: Chapter) -> nodes.document:
    name = f"{reading.edition.publication.id}/{chapter.page}"
    tree = reading.app.env.get_doctree(name)
    media.mark(tree, reading.app)
    reading.app.env.apply_post_transforms(tree, name)
    imprint.retell(tree, reading.edition, reading.words)
    return tree
