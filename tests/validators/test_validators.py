"""Each validator passes correct files, finds broken ones, and distinguishes the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import validators
from build_tools.pdf import write_pdf
from build_tools.validators import ace, axe, epubcheck, ibm, nu, page_validation, pdfium, verapdf
from tests.validators import samples

IMAGE = samples.PAGE.replace("everyone’s", '<img src="a.png"/>')


def skip_without(*names: str) -> pytest.MarkDecorator:
    """Skip a test on a machine that lacks one of these validators, and name it."""
    lacking = validators.find_missing_validators(names)
    return pytest.mark.skipif(bool(lacking), reason=f"lacking: {', '.join(lacking)}")


@skip_without("epubcheck")
def test_epubcheck(tmp_path: Path) -> None:
    """A correct book has no message; a missing picture has one at its line, and so has an invalid file."""
    good = samples.book(tmp_path / "-c.epub")
    broken = samples.book(tmp_path / "도시 1.epub", {"page.xhtml": IMAGE})
    torn = samples.torn(tmp_path / "torn.epub")
    messages = epubcheck.validate([good, broken, torn])
    assert messages[good] == ()
    (fault,) = [one for one in messages[broken] if one.rule == "RSC-007"]
    assert (fault.severity, fault.where, fault.line) == ("error", "page.xhtml", 4)
    assert {one.rule for one in messages[torn]} >= {"PKG-003"}


@skip_without("ace")
def test_ace(tmp_path: Path) -> None:
    """A correct book has no finding; a picture without alternative has one; a broken book is reported."""
    good = samples.book(tmp_path / "-c.epub")
    broken = samples.book(tmp_path / "도시 1.epub", {"page.xhtml": IMAGE})
    torn = samples.torn(tmp_path / "torn.epub")
    messages = ace.validate([torn, good, broken])
    assert messages[good] == ()
    (fault,) = messages[broken]
    assert (fault.rule, fault.severity, fault.clause) == ("image-alt", "error", "WCAG 2.2, 1.1.1")
    assert fault.where.startswith("page.xhtml")
    assert [one.rule for one in messages[torn]] == ["unreadable"]


@skip_without("axe")
def test_axe(tmp_path: Path) -> None:
    """A correct page has no violation; a page without a language has one."""
    good = samples.page(tmp_path / "도시 1.html")
    broken = samples.page(tmp_path / "#2.html", ' lang="en"', "")
    messages = axe.validate([good, broken])
    assert messages[good] == ()
    (fault,) = messages[broken]
    assert (fault.rule, fault.clause) == ("html-has-lang", "WCAG 2.2, 3.1.1")


@skip_without("axe")
def test_axe_of_a_formula(tmp_path: Path) -> None:
    """A formula has no finding for its signs, of which axe cannot tell the contrast."""
    formula = "<math><mo>∑</mo><mi>x</mi></math>"
    page = samples.page(tmp_path / "a.html", "everyone’s", formula)
    assert axe.validate([page])[page] == ()


@skip_without("axe")
def test_axe_of_signs_and_of_what_is_scrolled_away(tmp_path: Path) -> None:
    """Neither an arrow alone nor a cell that its box has scrolled away is a finding; a pale one is."""
    cells = "".join(f"<td>administration {n}</td>" for n in range(12))
    table = f"<table><tr>{cells}</tr></table>"
    box = f'<div class="scroll" style="overflow: auto" tabindex="0">{table}</div><p>a <span>→</span> b</p>'
    page = samples.page(tmp_path / "a.html", "everyone’s", box)
    pale = samples.page(tmp_path / "b.html", "everyone’s", box.replace("<p>", '<p style="color: #bbb">'))
    messages = axe.validate([page, pale])
    assert messages[page] == ()
    assert {one.rule for one in messages[pale]} == {"color-contrast"}


@skip_without("ibm")
def test_ibm(tmp_path: Path) -> None:
    """A correct page has no finding, nor a box that scrolls; two landmarks of one name have one each."""
    box = '<div role="region" tabindex="0" aria-label="{}"><ol start="2"><li>everyone’s</li></ol></div>'
    good = samples.page(tmp_path / "도시 1.html", "<p>", f"{box.format('One')}{box.format('Two')}<p>")
    broken = samples.page(tmp_path / "#2.html", "<p>", f"{box.format('One')}{box.format('One')}<p>")
    messages = ibm.validate([good, broken])
    assert messages[good] == ()
    assert {one.rule for one in messages[broken]} == {"aria_landmark_name_unique", "aria_region_label_unique"}
    assert len(messages[broken]) == 4


@skip_without("nu")
def test_nu(tmp_path: Path) -> None:
    """A correct page has no message; each error of a broken page, style sheet or drawing has its line."""
    good = samples.page(tmp_path / "-v.html")
    broken = samples.page(tmp_path / "도시 1.html", "<p>", "<p><b>")
    sheet = tmp_path / "style.css"
    sheet.write_text("p {\n  colour: red;\n}\n", encoding="utf-8")
    messages = nu.validate([broken, good, sheet])
    assert messages[good] == ()
    assert {(one.severity, one.line) for one in messages[broken]} == {("error", 5), ("error", 6)}
    assert [(one.severity, one.line) for one in messages[sheet]] == [("error", 2)]


@skip_without("verapdf")
def test_verapdf_of_what_is_no_pdf(tmp_path: Path) -> None:
    """A file that cannot be read is reported, and the others are validated."""
    one, two = samples.torn(tmp_path / "a.pdf"), samples.torn(tmp_path / "-도시.pdf")
    messages = verapdf.validate([one, two])
    assert [[message.rule for message in messages[path]] for path in (one, two)] == [["unreadable"]] * 2


@skip_without("page-validation")
def test_page_validation_of_what_is_no_pdf(tmp_path: Path) -> None:
    """A file that cannot be read is reported once for each standard."""
    torn = samples.torn(tmp_path / "a.pdf")
    messages = page_validation.validate([torn])[torn]
    assert [message.rule for message in messages] == ["unreadable"] * 2
    assert [message.clause for message in messages] == ["ISO 14289-1:2014", "ISO 19005-2:2011"]


@skip_without("pdfium")
def test_pdfium(tmp_path: Path) -> None:
    """A file that cannot be opened is reported, drawn or searched; a phrase that is there is not."""
    torn, book = samples.torn(tmp_path / "a.pdf"), tmp_path / "-도시.pdf"
    write_pdf("<p>A city for all</p>", book, image_folder=tmp_path, identifier="x", is_rtl=False)
    drawn = pdfium.validate([torn, book])
    assert [[message.rule for message in drawn[path]] for path in (torn, book)] == [["unreadable"], []]
    searched = pdfium.find_phrases({torn: [(1, "city")], book: [(1, "city for"), (1, "town")]})
    assert [message.rule for message in searched[torn]] == ["unreadable"]
    assert [(message.where, message.message) for message in searched[book]] == [
        ("page 1", "“town” is not found")
    ]


@skip_without("page-validation", "verapdf", "pikepdf")
def test_both_judges_of_pdfs_find_a_plain_one(tmp_path: Path) -> None:
    """An untagged PDF violates both standards, by both validators, on a named page."""
    import pikepdf

    path = tmp_path / "a b.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.contents_add(b"1 0 0 rg 10 10 50 50 re f")
        pdf.save(path)
    for judge in (verapdf, page_validation):
        messages = judge.validate([path])[path]
        clauses = {message.clause.partition(",")[0] for message in messages}
        assert clauses == {"ISO 14289-1:2014", "ISO 19005-2:2011"}
        assert any(message.where == "page 1" for message in messages)


@pytest.mark.parametrize("judge", [ace, axe, epubcheck, ibm, nu, page_validation, pdfium, verapdf])
def test_nothing_to_judge(judge: object) -> None:
    """Without files no validator is started, installed or not."""
    assert judge.validate(()) == {}  # type: ignore[attr-defined]
