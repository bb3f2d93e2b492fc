"""Sphinx's parser of reST, quick where nothing is to be parsed: in most of the translations."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.parsers import RSTParser

from build_tools.charter.gate import is_plain


class Parser(RSTParser):
    """Makes a paragraph of a line of words without starting docutils' machine for it."""

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Add to `document` what a text holds."""
        surrounded = self._config.rst_prolog or self._config.rst_epilog
        if isinstance(inputstring, str) and not surrounded and is_plain(inputstring):
            words = inputstring.rstrip()
            document += nodes.paragraph(words, words)
        else:
            super().parse(inputstring, document)


def install(app: Sphinx) -> None:
    """Put this parser in the place of Sphinx's own; one that a root brings stays."""
    if app.registry.get_source_parsers().get("restructuredtext") is RSTParser:
        app.add_source_parser(Parser, override=True)
