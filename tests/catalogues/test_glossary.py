"""The parser of glossary.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.catalogues import convert_glossary, read_glossary_terms, update
from build_tools.cli import dispatch
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


LONG = """key\tlanguage\tterm\tnote
city\ten\tcity\ttwo words
city\tfr\tCité (Charter-Agenda) / ville (European Charter)
access\ten\taccess (near and affordable)
access\tfr\taccès\tUCLG
access\tpt-BR\tacesso\t? read again
"""


def test_a_row_a_term_and_language_says_what_a_column_said(root: Root) -> None:
    """Both forms give the same terms; two rows of a term count both; a language needs no empty cell."""
    glossary(root, ROWS.replace("\tacesso\n", "\tacesso\tpt-BR?; fr: UCLG\n"))
    wide = {tag: read_glossary_terms(root, "en", tag) for tag in ("fr", "pt-BR", "ko")}
    change = convert_glossary(root)
    assert change is not None
    assert change.data.decode() == LONG.replace("? read again", "?") + "nowhere\ten\tnowhere\n"
    glossary(root, LONG + "city\tfr\tagglomération\n")
    city, access = read_glossary_terms(root, "en", "fr")
    assert city.forms == ("Cité", "ville", "agglomération")
    assert (access.forms, access.line, access.note) == (("accès",), 5, "UCLG")
    (acesso,) = read_glossary_terms(root, "en", "pt-BR")
    assert acesso.note == "? read again; pt-BR?"
    assert [(t.key, t.source, t.forms) for t in wide["pt-BR"]] == [("access", ("access",), ("acesso",))]
    assert read_glossary_terms(root, "en", "ko") == wide["ko"] == ()
    assert convert_glossary(root) is None
    assert update.add_glossary_columns(root, ["de"]) is None


def test_two_rows_of_a_key_become_one_with_both_notes(root: Root) -> None:
    """What a wide glossary says of a term twice stands in the rows of its languages."""
    glossary(root, "key\ten\tfr\tnote\ncity\tcity\tville\tlarge\ncity\ttown\t\tfr?\ncity\t\tbourg\tsmall\n")
    change = convert_glossary(root)
    assert change is not None
    assert change.data.decode().splitlines()[1:] == [
        "city\ten\tcity / town\tlarge; small",
        "city\tfr\tville / bourg\t?",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key\tlanguage\tterm\nacces fr accès\n", 2),
        ("key\tlanguage\tterm\nok\ten\tok\n<<<<<<< ours\n", 3),
        ("key\ten\tfr\nok\tok\tbien\ncity\tcity\tville\tcidade\n", 3),
    ],
)
def test_a_row_that_lost_its_columns_is_told(root: Root, text: str, line: int) -> None:
    """A row without its tabs, a mark of git, or one with a cell too many is an error at its line."""
    glossary(root, text)
    with pytest.raises(UserError, match=rf"^locale/glossary\.tsv:{line}: catalogue/glossary this row .* — "):
        read_glossary_terms(root, "en", "fr")


def test_the_terms_are_shown_and_written_as_a_page(
    root: Root, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints a line a term and language, or writes them as a page in their own direction."""
    glossary(root, ROWS.replace("nowhere\tnowhere\t\t", "x<y\tx<y\t\t") + "water\twater\teau\t\n")
    here = ["--root", str(root.path), "catalogue", "glossary"]
    assert dispatch.run_command([*here, "-l", "en", "-l", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["city", "en", "city", "two", "words"]
    assert lines[-1].split() == ["fr", "eau"]
    page = tmp_path / "glossary.html"
    assert dispatch.run_command([*here, "--page", str(page)]) == 0
    html = page.read_text("utf-8")
    assert '<bdi lang="pt-BR" dir="ltr">acesso</bdi>' in html
    assert "x&lt;y" in html
    assert "<script" not in html
    assert dispatch.run_command([*here, "--long"]) == 0
    written = root.glossary.read_text("utf-8")
    assert written.startswith("key\tlanguage\tterm\tnote\ncity\ten\tcity\ttwo words\n")
    capsys.readouterr()
    assert dispatch.run_command([*here, "-l", "ko"]) == 2
    assert "the glossary has no term in ko" in capsys.readouterr().err
