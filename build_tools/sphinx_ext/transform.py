"""Run functions as transforms of Sphinx, each with the page and the edition that is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.model import Edition, UiStrings

# Stored with a page: by anchor the text of references to it, where some is not in the edition's language.
REFERENCE_TEXTS = "press-reference-texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hold the doctree of a page, its environment, and the edition with its UI strings."""

    document: nodes.document
    env: BuildEnvironment
    edition: Edition
    ui_strings: UiStrings

    @property
    def metadata(self) -> dict[str, Any]:
        """Return what Sphinx stores of the page besides its doctree."""
        return self.env.metadata[self.env.current_document.docname]


Transform = Callable[[Page], None]


def make_transform(
    base: type[SphinxTransform], priority: int, function: Transform, edition: Edition, ui_strings: UiStrings
) -> type[Any]:
    """Return a class that Sphinx runs as a transform: a reading one, or a post-transform."""

    def call(self: SphinxTransform, **_kwargs: object) -> None:
        """Call the function with the page that Sphinx transforms."""
        function(Page(document=self.document, env=self.env, edition=edition, ui_strings=ui_strings))

    method = "run" if issubclass(base, SphinxPostTransform) else "apply"
    return type(function.__name__, (base,), {"default_priority": priority, method: call})
