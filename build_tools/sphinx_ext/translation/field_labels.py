"""Keep labels that Sphinx writes itself, as “Parameters”, out of the messages of a page.

A page in another language has them in that language already, from press.po.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform


def skip_field_labels(app: Sphinx) -> None:
    """Have the messages of each page read without the labels of Sphinx."""
    app.add_transform(SkipFieldLabels)


class SkipFieldLabels(SphinxTransform):
    """Mark the labels of the fields of a description as not translatable."""

    default_priority = 9  # before Sphinx prepares what it takes for messages

    def apply(self, **_kwargs: object) -> None:
        """Mark the labels of a page."""
        descriptions = list(self.document.findall(addnodes.desc_content))
        labels = _list_labels(self.env) if descriptions else frozenset()
        for description in descriptions:
            for name in description.findall(nodes.field_name):
                if name.astext() in labels:
                    name["translatable"] = False


def _list_labels(env: BuildEnvironment) -> frozenset[str]:
    directives = [one for domain in env.domains.sorted() for one in domain.directives.values()]
    fields = [field for one in directives for field in getattr(one, "doc_field_types", ())]
    return frozenset(str(field.label) for field in fields)
