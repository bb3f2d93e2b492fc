"""Sphinx's parser of reST: quick where a text is words alone, and no directive in translations."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.parsers import RSTParser

from build_tools.charter.gate import is_plain
from build_tools.charter.gate.reading import STATES

# What Sphinx calls the document that it parses a translation in.
TRANSLATED = ":<translated>"


class Parser(RSTParser):
    """Makes a paragraph of a line of words without starting docutils' machine for it.

    In a translation no directive is ever run: the gate has refused those that would be, and
    what got round it makes no role, enters no index and reads no file.
    """

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Add to `document` what a text holds."""
        surrounded = self._config.rst_prolog or self._config.rst_epilog
        if isinstance(inputstring, str) and not surrounded and is_plain(inputstring):
            words = inputstring.rstrip()
            document += nodes.paragraph(words, words)
        else:
            if document["source"].endswith(TRANSLATED):
                self.state_classes = STATES
            super().parse(inputstring, document)


def install(app: Sphinx) -> None:
    """Put this parser in the place of Sphinx's own; one that a root brings stays."""
    if app.registry.get_source_parsers().get("restructuredtext") is RSTParser:
        app.add_source_parser(Parser, override=True)
