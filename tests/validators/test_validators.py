"""Each judge: it passes what is sound, finds what is broken, and knows one file from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import validators
from build_tools.validators import ace, axe, epubcheck, nu, page_validation, verapdf
from tests.validators import samples

IMAGE = samples.PAGE.replace("everyone’s", '<img src="a.png"/>')


def needs(*names: str) -> pytest.MarkDecorator:
    """Skip a test on a machine that lacks one of these judges, and say which."""
    lacking = validators.find_missing_validators(names)
    return pytest.mark.skipif(bool(lacking), reason=f"lacking: {', '.join(lacking)}")


@needs("epubcheck")
def test_epubcheck(tmp_path: Path) -> None:
    """A sound book has no message; a picture that is not there has one at its line, so has junk."""
    good = samples.book(tmp_path / "-c.epub")
    broken = samples.book(tmp_path / "도시 1.epub", {"page.xhtml": IMAGE})
    torn = samples.torn(tmp_path / "torn.epub")
    told = epubcheck.validate([good, broken, torn])
    assert told[good] == ()
    (fault,) = [one for one in told[broken] if one.rule == "RSC-007"]
    assert (fault.severity, fault.where, fault.line) == ("error", "page.xhtml", 4)
    assert {one.rule for one in told[torn]} >= {"PKG-003"}


@needs("ace")
def test_ace(tmp_path: Path) -> None:
    """A sound book has no finding; a picture without words has one; a torn book is told as such."""
    good = samples.book(tmp_path / "-c.epub")
    broken = samples.book(tmp_path / "도시 1.epub", {"page.xhtml": IMAGE})
    torn = samples.torn(tmp_path / "torn.epub")
    told = ace.validate([torn, good, broken])
    assert told[good] == ()
    (fault,) = told[broken]
    assert (fault.rule, fault.severity, fault.clause) == ("image-alt", "error", "WCAG 2.2, 1.1.1")
    assert fault.where.startswith("page.xhtml")
    assert [one.rule for one in told[torn]] == ["unreadable"]


@needs("axe")
def test_axe(tmp_path: Path) -> None:
    """A sound page has no violation; a page without a language has one."""
    good = samples.page(tmp_path / "도시 1.html")
    broken = samples.page(tmp_path / "#2.html", ' lang="en"', "")
    told = axe.validate([good, broken])
    assert told[good] == ()
    (fault,) = told[broken]
    assert (fault.rule, fault.clause) == ("html-has-lang", "WCAG 2.2, 3.1.1")


@needs("nu")
def test_nu(tmp_path: Path) -> None:
    """A sound page has no message; of a broken one, sheet and drawing, each line is told."""
    good = samples.page(tmp_path / "-v.html")
    broken = samples.page(tmp_path / "도시 1.html", "<p>", "<p><b>")
    sheet = tmp_path / "style.css"
    sheet.write_text("p {\n  colour: red;\n}\n", encoding="utf-8")
    told = nu.validate([broken, good, sheet])
    assert told[good] == ()
    assert {(one.severity, one.line) for one in told[broken]} == {("error", 5), ("error", 6)}
    assert [(one.severity, one.line) for one in told[sheet]] == [("error", 2)]


@needs("verapdf")
def test_verapdf_of_what_is_no_pdf(tmp_path: Path) -> None:
    """What cannot be read is told as such, and the others are judged."""
    one, two = samples.torn(tmp_path / "a.pdf"), samples.torn(tmp_path / "-도시.pdf")
    told = verapdf.validate([one, two])
    assert [[said.rule for said in told[path]] for path in (one, two)] == [["unreadable"]] * 2


@needs("page-validation")
def test_page_validation_of_what_is_no_pdf(tmp_path: Path) -> None:
    """What cannot be read is told once for each standard."""
    torn = samples.torn(tmp_path / "a.pdf")
    told = page_validation.validate([torn])[torn]
    assert [said.rule for said in told] == ["unreadable"] * 2
    assert [said.clause for said in told] == ["ISO 14289-1:2014", "ISO 19005-2:2011"]


@needs("page-validation", "verapdf", "pikepdf")
def test_both_judges_of_pdfs_find_a_plain_one(tmp_path: Path) -> None:
    """A PDF without tags breaks both standards, by either judge, on a page that is named."""
    import pikepdf

    path = tmp_path / "a b.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.contents_add(b"1 0 0 rg 10 10 50 50 re f")
        pdf.save(path)
    for judge in (verapdf, page_validation):
        told = judge.validate([path])[path]
        clauses = {said.clause.partition(",")[0] for said in told}
        assert clauses == {"ISO 14289-1:2014", "ISO 19005-2:2011"}
        assert any(said.where == "page 1" for said in told)


@pytest.mark.parametrize("judge", [ace, axe, epubcheck, nu, page_validation, verapdf])
def test_nothing_to_judge(judge: object) -> None:
    """With no file given, no judge is started, there or not."""
    assert judge.validate(()) == {}  # type: ignore[attr-defined]
