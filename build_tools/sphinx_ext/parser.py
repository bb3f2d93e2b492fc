"""Parse reST: build plain paragraphs directly, and run no directive of a translation."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.parsers import RSTParser

from build_tools.sanitizer import is_plain_text
from build_tools.sanitizer.inert_parser import STATES

# What Sphinx calls the document that it parses a translation in.
TRANSLATED_SUFFIX = ":<translated>"


class Parser(RSTParser):
    """Parse a text without markup into a paragraph, without starting docutils' state machine.

    In a translation no directive is run: the sanitizer has rejected those that would be, and one
    that passed it defines no role, adds no index entry and reads no file.
    """

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Parse a text and append its nodes to `document`."""
        surrounded = self._config.rst_prolog or self._config.rst_epilog
        if isinstance(inputstring, str) and not surrounded and is_plain_text(inputstring):
            words = inputstring.rstrip()
            document += nodes.paragraph(words, words)
        else:
            if document["source"].endswith(TRANSLATED_SUFFIX):
                self.state_classes = STATES
            super().parse(inputstring, document)


def install_parser(app: Sphinx) -> None:
    """Replace Sphinx's reST parser with this one; a parser that a root's extension adds stays."""
    if app.registry.get_source_parsers().get("restructuredtext") is RSTParser:
        app.add_source_parser(Parser, override=True)
