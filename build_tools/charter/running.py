"""Running heads and feet: tells what an author wrote for them, since no format has it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import parts
from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

logger = getLogger(__name__)
LOST = "the words of %s:: stand in no format, each of which makes its own — put them in the text"


class Told(Directive):
    """Says at its place that its words are lost."""

    def run(self) -> Sequence[nodes.Node]:
        """Return what the directive gives, once that is said."""
        source, line = self.state_machine.get_source_and_line(self.lineno)
        place = f"{source}:{line}"
        logger.warning(LOST, self.name, location=place, type="press", subtype="lost-words")
        return super().run()


class Header(Told, parts.Header):
    """`.. header::`, told."""


class Footer(Told, parts.Footer):
    """`.. footer::`, told."""


def install(app: Sphinx) -> None:
    """Put these in the place of docutils' own."""
    app.add_directive("header", Header, override=True)
    app.add_directive("footer", Footer, override=True)
