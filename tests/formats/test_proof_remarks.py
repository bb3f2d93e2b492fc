"""The places for remarks of a proof: what is typed there, in the PDF or on the page, gets into the .po."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import page as judge
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from build_tools.cli import dispatch
from tests.formats.test_proof import LANGUAGES, MESSAGES, ROOT, folder, page
from tests.helpers.chromium import CHROMIUM, open_chromium
from tests.helpers.editions import run_editions

# Focus each field with ten pixels of it in view, and return whether its middle is seen then.
FOCUS_AT_EDGE = """[...document.querySelectorAll("textarea")].map(field => {
  const { top, bottom } = field.getBoundingClientRect();
  scrollBy(0, %s === "top" ? bottom - 10 : top - innerHeight + 10);
  field.focus();
  const { x, y, width, height } = field.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === field;
})"""
REMARKS = {
    "fr": "« droit » est trop faible ; écrire « bénéficie ».",
    "ar": "كلمة «حق» ضعيفة هنا، والأفضل أن تُكتب بصيغة أوضح.",
    "ko": "‘권리’라는 말이 너무 약합니다. 다시 써 주세요.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build folder with only the proofs of the root, in every language."""
    out = tmp_path_factory.mktemp("proofs")
    run_editions("build", "-f", "proof", root=ROOT, out=out)
    return out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the root, to write remarks into."""
    shutil.copytree(ROOT, tmp_path / "root")
    return tmp_path / "root"


def locate_pdf(out: Path, language: str) -> Path:
    """Return the PDF of a proof."""
    return folder(out, language) / f"pact-{language}-proof.pdf"


def count_ink(file: Path, number: int) -> int:
    """Return how many dark pixels a page has where a field is drawn, by its number."""
    with pikepdf.open(file) as pdf:
        field = pdf.Root.AcroForm.Fields[number - 1]
        left, foot, right, top = map(float, field.Rect)
        sheet = next(index for index, one in enumerate(pdf.pages) if one.objgen == field.P.objgen)
    with pypdfium2.PdfDocument(file) as pdf:
        pdf.init_forms()
        width, height = pdf[sheet].get_size()
        crop = (left, foot, width - right, height - top)
        return sum(pdf[sheet].render(scale=3, crop=crop, grayscale=True).to_pil().histogram()[:100])


def add_remarks(root: Path, file: Path) -> int:
    """Run the command on a file that came back."""
    return dispatch.run_command(["--root", str(root), "catalogue", "remarks", str(file)])


def read_added_lines(root: Path) -> list[tuple[str, str]]:
    """Return each line that a .po has got, with the msgid below it."""
    found = []
    for po in sorted((root / "locale").rglob("*.po")):
        before = (ROOT / po.relative_to(root)).read_text("utf-8").splitlines()
        lines = po.read_text("utf-8").splitlines()
        assert [line for line in lines if not line.startswith("# reviewer: ")] == before
        for number, line in enumerate(lines):
            if line.startswith("# reviewer: "):
                msgid = next(one for one in lines[number:] if one.startswith("msgid "))
                found.append((line, msgid[7:-1]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_passage_has_a_field_in_the_pdf(made: Path, language: str) -> None:
    """It has several lines, a name that is spoken with its number, and stands in the cell of its passage."""
    file = locate_pdf(made, language)
    (label,) = {name.rsplit(" ", 1)[0] for name in page(made, language).xpath("//textarea/@aria-label")}
    for profile in ("ua1", "2a"):
        assert judge.validate_pdf(str(file), profile=profile).failures == []
    with pikepdf.open(file) as pdf:
        form = pdf.Root.AcroForm
        assert "/NeedAppearances" not in form
        fields = list(form.Fields)
        assert [str(field.TU) for field in fields] == [f"{label} {n}" for n in range(1, MESSAGES + 1)]
        assert len({str(field.T) for field in fields}) == MESSAGES
        assert {(int(field.Ff), int(field.F), str(field.V)) for field in fields} == {(1 << 12, 4, "")}
        assert {int(field.get("/Q", 0)) for field in fields} == {2 if language == "ar" else 0}
        assert len({field.AP.N.objgen for field in fields}) == MESSAGES
        annotations = [one.objgen for sheet in pdf.pages for one in sheet.get("/Annots", [])]
        assert set(annotations) >= {field.objgen for field in fields}
        for _left, foot, _right, top in (map(float, field.Rect) for field in fields):
            assert top - foot > 20  # two lines
        owners = list(iter_parent_tree(pdf))
        kinds = [str(owners[int(field.StructParent)].S) for field in fields]
        assert kinds == ["/Form"] * MESSAGES
        assert {str(owners[int(field.StructParent)].P.S) for field in fields} == {"/TD"}


def iter_parent_tree(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield what the parent tree has, by its numbers."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert [int(number) for number in numbers[::2]] == list(range(len(numbers) // 2))
    yield from numbers[1::2]


def test_a_field_is_as_high_as_its_passage(root: Path, tmp_path: Path) -> None:
    """A long passage leaves room for a long remark, also if it goes on overleaf; no field leaves its page."""
    with (root / "source/pact/art-2.rst").open("a", encoding="utf-8") as stream:
        stream.writelines(f"\n\n{'The city is for all of us. ' * times}\n" for times in (20, 400))
    run_editions("build", "-f", "proof", "-l", "fr", root=root, out=tmp_path / "out")
    with pikepdf.open(locate_pdf(tmp_path / "out", "fr")) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert len({str(field.T) for field in fields}) == len(fields) == MESSAGES + 2
        heights = [float(field.Rect[3]) - float(field.Rect[1]) for field in fields]
        assert heights[-2] > 3 * heights[0]
        assert heights[-1] > 3 * heights[0]
        assert min(float(field.Rect[1]) for field in fields) > 40


def type_into_pdf(file: Path, to: Path, number: int, text: str) -> None:
    """Click into a field, type a text and save, as Chromium does."""
    with pypdfium2.PdfDocument(file) as pdf:
        pdf.init_forms()
        form = pdf.formenv.raw
        for sheet in pdf:
            for index in range(pdfium.FPDFPage_GetAnnotCount(sheet.raw)):
                annotation = pdfium.FPDFPage_GetAnnot(sheet.raw, index)
                box = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, box)
                widget = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
                pdfium.FPDFPage_CloseAnnot(annotation)
                number -= widget
                if widget and number == 0:
                    place = (box.left + box.right) / 2, (box.bottom + box.top) / 2
                    pdfium.FORM_OnLButtonDown(form, sheet.raw, 0, *place)
                    pdfium.FORM_OnLButtonUp(form, sheet.raw, 0, *place)
                    for letter in text:
                        pdfium.FORM_OnChar(form, sheet.raw, ord(letter), 0)
                    pdfium.FORM_ForceToKillFocus(form)
        pdf.save(to)


@pytest.mark.parametrize(("language", "word"), [("fr", "Łódź ước"), ("ar", "ضعيفة")])
def test_what_is_typed_into_the_pdf_is_seen(made: Path, tmp_path: Path, language: str, word: str) -> None:
    """A viewer without a font for the letters draws them in that of the PDF, which still keeps to PDF/A.

    Korean is drawn in a font of the viewer's machine: one with all syllables would be too large for the PDF.
    """
    whole, filled = locate_pdf(made, language), tmp_path / "filled.pdf"
    empty = count_ink(whole, 12)
    for letter in word.replace(" ", ""):
        type_into_pdf(whole, filled, 12, letter)
        assert count_ink(filled, 12) > empty + 20, letter
    for profile in ("ua1", "2a"):
        assert judge.validate_pdf(str(filled), profile=profile).failures == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_into_the_pdf_stands_beside_its_message(
    made: Path, root: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In any script, a comment a line; what is saved under another name is told by its bytes."""
    filled = tmp_path / "back.json"
    type_into_pdf(locate_pdf(made, language), filled, 12, f"{REMARKS[language]}\rx")
    assert add_remarks(root, filled) == 0
    assert capsys.readouterr().out == f"locale/{language}/LC_MESSAGES/pact/art-2.po\n"
    message = "Nobody sleeps in the street."
    assert read_added_lines(root) == [
        (f"# reviewer: {REMARKS[language]}", message),
        ("# reviewer: x", message),
    ]
    assert add_remarks(root, filled) == 0
    assert capsys.readouterr().out == "nothing new\n"


def test_a_pdf_that_nobody_filled_in_adds_nothing(
    made: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty field is no remark."""
    assert add_remarks(root, locate_pdf(made, "fr")) == 0
    assert capsys.readouterr().out == "nothing new\n"
    assert read_added_lines(root) == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_a_field_that_has_the_focus_is_seen(made: Path, tmp_path: Path, edge: str) -> None:
    """A field of which a part is beyond an edge of the window, or below the head, comes into view."""
    with open_chromium(tmp_path / "profile") as tab:
        tab.open((folder(made, "fr") / "index.html").as_uri())
        seen = tab.evaluate(FOCUS_AT_EDGE % json.dumps(edge))
    assert seen == [True] * MESSAGES


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_on_the_page_stands_beside_its_message(
    made: Path, root: Path, tmp_path: Path, language: str
) -> None:
    """A page that is opened from disk saves what was typed in a file, which its policy allows."""
    with open_chromium(tmp_path / "profile") as tab:
        tab.open((folder(made, language) / "index.html").as_uri())
        tab.type_text("#m12 textarea", f"{REMARKS[language]}\nx")
        tab.type_text("#m2 textarea", "  ")
        file = tab.download("#save", tmp_path / "saved")
        refused = [one["params"] for one in tab.events if one["method"] == "Log.entryAdded"]
    assert refused == []
    assert file.name == f"pact-{language}-remarks.json"
    assert add_remarks(root, file) == 0
    message = "Nobody sleeps in the street."
    assert read_added_lines(root) == [
        (f"# reviewer: {REMARKS[language]}", message),
        ("# reviewer: x", message),
    ]
