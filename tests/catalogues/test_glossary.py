"""The parser of glossary.tsv."""

from __future__ import annotations

import pytest

from build_tools.catalogues import read_glossary_terms
from build_tools.errors import UserError
from build_tools.paths import Root

ROWS = """key\ten\tfr\tpt-BR\tnote
city\tcity\tCité (Charter-Agenda) / ville (European Charter)\t\ttwo words
access\taccess (near and affordable)\taccès\tacesso
nowhere\tnowhere\t\t
"""


def glossary(root: Root, text: str | bytes) -> None:
    """Write the glossary of a root."""
    root.locale.mkdir(exist_ok=True)
    raw = text.encode() if isinstance(text, str) else text
    (root.locale / "glossary.tsv").write_bytes(raw)


def test_forms_are_parted_and_remarks_left_out(root: Root) -> None:
    """A term has each of its forms, without the text in brackets, and its line."""
    glossary(root, ROWS)
    city, access = read_glossary_terms(root, "en", "fr")
    assert (city.key, city.source, city.forms) == ("city", ("city",), ("Cité", "ville"))
    assert (city.line, city.note) == (2, "two words")
    assert (access.source, access.forms, access.line) == (("access",), ("accès",), 3)


def test_a_term_that_a_language_lacks_is_none_of_its_terms(root: Root) -> None:
    """An empty cell, a missing column and a missing file give no terms; the case of a tag is ignored."""
    assert read_glossary_terms(root, "en", "fr") == ()
    glossary(root, ROWS)
    assert [term.key for term in read_glossary_terms(root, "en", "pt-br")] == ["access"]
    assert read_glossary_terms(root, "en", "ko") == ()
    glossary(root, "")
    assert read_glossary_terms(root, "en", "fr") == ()


def test_any_language_may_be_the_source(root: Root) -> None:
    """The glossary also works for a French source, with a byte order mark and CRLF."""
    glossary(root, "\ufeff" + ROWS.replace("\n", "\r\n"))
    city, _ = read_glossary_terms(root, "fr", "en")
    assert (city.source, city.forms, city.note) == (("Cité", "ville"), ("city",), "two words")


def test_what_cannot_be_read_is_told_at_its_line(root: Root) -> None:
    """Bytes that are not UTF-8 are reported with their line."""
    glossary(root, ROWS.encode() + b"bad\t\xff\xfe\n")
    with pytest.raises(UserError, match=r"locale/glossary\.tsv:5: catalogue/glossary .* UTF-8"):
        read_glossary_terms(root, "en", "fr")
