"""The fast parser gives the same doctree as docutils."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as some
from sphinx.parsers import RSTParser

from build_tools.sanitizer import is_plain_text
from build_tools.sphinx_ext import Parser

WORDS = some.text("ab Zé.,;:!?()'’“”«»-–—… 도시مدينة1", max_size=60).filter(is_plain_text)


def parse_text(parser: RSTParser, text: str, epilog: str | None = None) -> str:
    """Return the result of a parser for a text, as docutils prints it."""
    surroundings: Any = SimpleNamespace(rst_prolog=None, rst_epilog=epilog)
    parser._config = surroundings
    document = new_document("test", get_default_settings(RSTParser()))
    parser.parse(text, document)
    return document.pformat()


@given(WORDS)
def test_words_become_the_paragraph_that_docutils_makes(text: str) -> None:
    """A line without markup is the same paragraph in both parsers."""
    assert parse_text(Parser(), text) == parse_text(RSTParser(), text)


@pytest.mark.parametrize("text", ["*a*", "a\n=", "- a", "`b`_", "a\n\nb", "1. a", "A. b", "a ::"])
def test_markup_is_parsed(text: str) -> None:
    """All markup that docutils would find is found."""
    assert parse_text(Parser(), text) == parse_text(RSTParser(), text)


def test_a_text_that_ends_otherwise_is_parsed() -> None:
    """An epilog of a root is also appended to plain text."""
    assert "mark" in parse_text(Parser(), "words", ".. _a mark: https://example.org/")
