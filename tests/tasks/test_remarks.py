"""`editions catalogue remarks`: what a reviewer wrote into a proof stands beside its message."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from build_tools.catalogues.review.remark_names import (
    compute_message_key,
    make_remark_name,
    parse_remark_name,
)
from build_tools.cli import dispatch
from tests.helpers.translators import RIGHT, Translator


@pytest.fixture(scope="module")
def reviewed_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the root of a translator is kept, once the first test has made it."""
    return tmp_path_factory.mktemp("reviewed") / "root"


@pytest.fixture
def reviewed(translator: Translator, reviewed_root: Path) -> Translator:
    """Return a translator whose page has a comment, a note of the update and an obsolete message."""
    if not reviewed_root.exists():
        translate_page(translator)
        shutil.copytree(translator.root.path, reviewed_root)
    shutil.copytree(reviewed_root, translator.root.path, dirs_exist_ok=True)
    return translator


def translate_page(translator: Translator) -> None:
    """Have a page translated, then updated without one of its paragraphs."""
    translator.page("a/right", RIGHT, "Old words.", title="The right")
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit", Old="Vieux mots.")
    translator.page("a/right", RIGHT, title="The right")
    translator.updates()
    text = translator.text("a/right").replace("#. paragraph", "# mine\n#. paragraph", 1)
    translator.po("a/right").write_text(text, encoding="utf-8")


def save(folder: Path, *remarks: tuple[str, str, str], language: str = "fr") -> str:
    """Write a file as the button of a proof does, and return its name."""
    rows = [{"page": page, "msgid": msgid, "remark": remark} for page, msgid, remark in remarks]
    content = {"publication": "a", "language": language, "fingerprint": "", "remarks": rows}
    (folder / "remarks.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(folder / "remarks.json")


def run(translator: Translator, file: str) -> int:
    """Run the command."""
    return dispatch.run_command(["--root", str(translator.root.path), "catalogue", "remarks", file])


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_remark_is_a_comment_of_its_message(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str], ends: str
) -> None:
    """Each line of a remark becomes one; nothing else changes; the same file twice adds nothing."""
    po = reviewed.po("a/right")
    before = po.read_text("utf-8").replace("\n", ends)
    po.write_bytes(before.encode())
    remark = "“droit” is too weak\r\n\n.. raw:: html\x1b[2J"
    file = save(tmp_path, ("a/right", RIGHT, remark), ("a/right", "The right", " "))
    assert run(reviewed, file) == 0
    assert capsys.readouterr().out == "locale/fr/LC_MESSAGES/a/right.po\n"
    added = f"# reviewer: “droit” is too weak{ends}# reviewer: .. raw:: html[2J{ends}"
    expected = before.replace(f"# mine{ends}", f"# mine{ends}{added}")
    assert po.read_bytes() == expected.encode()
    assert run(reviewed, file) == 0
    assert capsys.readouterr().out == "nothing new\n"
    assert po.read_bytes() == expected.encode()
    reviewed.updates()
    assert "# reviewer: “droit” is too weak" in reviewed.entry("a/right", "Everyone")


def test_a_remark_without_its_message_is_told(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One on an obsolete message, or on a page that is gone, is printed; the others are written."""
    obsolete, gone = ("a/right", "Old words.", "mend this"), ("a/../b/index", "x", "y")
    assert run(reviewed, save(tmp_path, obsolete, gone, ("a/right", "The right", "good"))) == 1
    errors = capsys.readouterr().err
    assert (
        "a/right.po: remarks/no-message “Old words.” is no message of this page; the remark on it: mend"
        in errors
    )
    assert "locale: remarks/no-page there is no catalogue of a page a/../b/index" in errors
    assert "# reviewer: good\n#. title" in reviewed.text("a/right")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"remarks": [{"page": 1}]}', b"\xff", b"[" * 100_000]
)
def test_another_file_is_refused(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """A file that no proof saved is one line and exit 2; so is a language that is none."""
    file = tmp_path / "remarks.json"
    file.write_bytes(content)
    assert run(reviewed, str(file)) == 2
    assert "remarks/file this is no file of remarks" in capsys.readouterr().err
    assert run(reviewed, save(tmp_path, language="../x")) == 2
    assert run(reviewed, str(tmp_path / "none.json")) == 2


def make_pdf(folder: Path, *fields: tuple[str, object], password: str | None = None) -> str:
    """Write a PDF with these fields, each a name and a value, and return its name."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        form = [pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(name), V=value)) for name, value in fields]
        pdf.Root.AcroForm = Dictionary(Fields=Array(form))
        lock = False if password is None else pikepdf.Encryption(user=password, owner="o")
        pdf.save(folder / "back.pdf", encryption=lock)
    return str(folder / "back.pdf")


def name_field(msgid: str, page: str = "a/right", number: int = 7, language: str = "fr") -> str:
    """Return the name that a proof gives to the field of a message."""
    return make_remark_name(language, page, number, msgid)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"caf\xe9 \x84 \xa0", "café — €"),
        ("‘권리’ ضعيفة".encode("utf-16"), "‘권리’ ضعيفة"),
        (b"\xfe\xff" + "ضعيفة".encode("utf-16-be"), "ضعيفة"),
        (b"\xef\xbb\xbf" + "ضعيفة".encode(), "ضعيفة"),
        (b"\xfe\xff" + "\x1bar\x1bضعيفة\x1ben\x1b ok".encode("utf-16-be"), "ضعيفة ok"),
        (b"bad\rlines\n\n#~ msgid", "bad\n# reviewer: lines\n# reviewer: #~ msgid"),
    ],
    ids=["pdfdoc", "utf-16", "utf-16-be", "utf-8", "languages", "lines"],
)
@pytest.mark.parametrize("is_stream", [False, True], ids=["string", "stream"])
def test_a_pdf_says_it_in_any_encoding(
    reviewed: Translator, tmp_path: Path, value: bytes, expected: str, is_stream: bool
) -> None:
    """PDFDocEncoding, UTF-16 and UTF-8, in a string or a stream, with marks of language."""
    file = make_pdf(tmp_path, (name_field(RIGHT), String(value)))
    if is_stream:
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            pdf.Root.AcroForm.Fields[0].V = pdf.make_stream(value)
            pdf.save(file)
    assert run(reviewed, file) == 0
    assert f"# mine\n# reviewer: {expected}\n#. paragraph" in reviewed.text("a/right")


def test_a_field_within_a_field_has_its_name(reviewed: Translator, tmp_path: Path) -> None:
    """What a program has nested, or parted into a field and its place, is read all the same."""
    name = name_field(RIGHT)
    file = make_pdf(tmp_path, ("form", String("")))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        inner = Dictionary(T=String(name), Kids=Array([Dictionary(V=String("weak")), Dictionary()]))
        pdf.Root.AcroForm.Fields[0].Kids = Array([inner])
        pdf.save(file)
    assert run(reviewed, file) == 0
    assert "# reviewer: weak\n" in reviewed.entry("a/right", "Everyone")


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_a_message_that_has_changed_is_found(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """It has the remark on what it was before; one that is gone is told."""
    reviewed.page("a/right", RIGHT.replace("asked", "ever asked"), title="The right")
    reviewed.updates()
    gone, obsolete = "Nobody wrote this.", "Old words."
    if kind == "pdf":
        texts = {RIGHT: "weak", gone: "where?", obsolete: "and this?"}
        file = make_pdf(tmp_path, *((name_field(msgid), String(text)) for msgid, text in texts.items()))
    else:
        rows = (("a/right", RIGHT, "weak"), ("a/right", gone, "where?"), ("a/right", obsolete, "and this?"))
        file = save(tmp_path, *rows)
    assert run(reviewed, file) == 1
    assert "# reviewer: weak\n" in reviewed.entry("a/right", "Everyone")
    first, second = capsys.readouterr().err.splitlines()
    named = "passage 7 of the proof" if kind == "pdf" else f"“{gone}”"
    told = f"remarks/no-message {named} is no message of this page; the remark on it: where?"
    assert f"a/right.po: {told}" in first
    assert "“Old words.” is no message of this page; the remark on it: and this?" in second


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_a_message_that_has_moved_is_found(reviewed: Translator, tmp_path: Path, kind: str) -> None:
    """A remark follows it to the page that has it now, from one that is there and from one that is gone."""
    moved = "Everyone may vote, in whatever city."
    reviewed.page("a/other", moved, title="Another")
    reviewed.updates()
    rows = [("a/right", moved, "from here"), ("a/gone", moved, "from a page that is gone")]
    if kind == "pdf":
        file = make_pdf(tmp_path, *((name_field(id, page=page), String(text)) for page, id, text in rows))
    else:
        file = save(tmp_path, *rows)
    before = reviewed.text("a/right")
    assert run(reviewed, file) == 0
    entry = reviewed.entry("a/other", "Everyone may vote")
    assert "# reviewer: from here\n# reviewer: from a page that is gone\n" in entry
    assert reviewed.text("a/right") == before


def test_a_remark_that_is_cut_is_told(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A catalogue has a limit, so a remark has one; what follows is not dropped in silence."""
    whole = make_pdf(tmp_path, (name_field(RIGHT), String("é" * 8000)))
    assert run(reviewed, whole) == 0
    file = make_pdf(tmp_path, (name_field("The right"), String("e" * 8001)))
    capsys.readouterr()
    assert run(reviewed, file) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert re.search(
        r"a/right.po:\d+: remarks/cut the remark on passage 7 of the proof is cut after 8000", line
    )
    assert f"# reviewer: {'e' * 8000}\n" in reviewed.entry("a/right", "The right")


@pytest.mark.parametrize("page", ["a/right", "a/1.2 é%2E/x", "a/도시"])
def test_the_name_of_a_field_leads_back_to_its_page(page: str) -> None:
    """It has no point, which would part it, and no letter that a program could lose."""
    name = make_remark_name("zh-Hans", page, 12, RIGHT)
    assert re.fullmatch(r"[!-~]+ [!-~]+ 12 [0-9a-f]{16}", name)
    assert "." not in name
    assert parse_remark_name(name) == ("zh-Hans", page, 12, compute_message_key(RIGHT))


def write_deep_form(file: str) -> None:
    """Write a form of which each of thirty levels has its kids twice."""
    levels = "\n".join(
        f"{n} 0 obj [<</Kids {n + 1} 0 R>> <</Kids {n + 1} 0 R>>] endobj" for n in range(2, 32)
    )
    root = "1 0 obj <</Type/Catalog /Pages 33 0 R /AcroForm <</Fields 2 0 R>>>> endobj"
    pages = "33 0 obj <</Type/Pages /Kids [34 0 R] /Count 1>> endobj\n34 0 obj <</Type/Page>> endobj"
    Path(file).write_text(f"%PDF-1.7\n{root}\n{levels}\n{pages}\ntrailer <</Root 1 0 R>>\n")


def write_endless_form(file: str) -> None:
    """Write a field that is its own kid."""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.Kids = Array([field])
        pdf.save(file)


def write_unpacking_value(file: str) -> None:
    """Write a value that unpacks to three gigabytes, of a million zeros each."""
    packer = zlib.compressobj(9)
    first, zeros = (packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in "12")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(first + zeros * 3_000, 9))
        stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
        pdf.Root.AcroForm.Fields[0].V = stream
        pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (write_deep_form, "its form has more than 100000 fields"),
        (write_endless_form, "its form has more than 100000 fields"),
        (write_unpacking_value, ""),
    ],
)
def test_a_pdf_without_end_is_refused(
    reviewed: Translator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[str], None],
    reason: str,
) -> None:
    """Fields that never end, and values that unpack to gigabytes, are one line."""
    file = make_pdf(tmp_path, (name_field(RIGHT), String("x")))
    change(file)
    before = reviewed.text("a/right")
    assert run(reviewed, file) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{file}: remarks/file this PDF ")
    assert reason in line
    assert reviewed.text("a/right") == before


def test_a_pdf_that_is_no_proof_is_refused(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken, locked, without fields, with those of others, of two proofs, of no publication: a line each."""

    def read_error(file: str) -> str:
        assert run(reviewed, file) == 2
        (line,) = capsys.readouterr().err.splitlines()
        return line

    own, other = (name_field(RIGHT), String("x")), (name_field("x", language="ar"), String("y"))
    locked = make_pdf(tmp_path, own, password="u")
    assert "cannot be read: it opens with a password alone — open it, save it again" in read_error(locked)
    open_to_all = make_pdf(tmp_path, own, password="")
    assert run(reviewed, open_to_all) == 0
    capsys.readouterr()
    whole = Path(make_pdf(tmp_path, own)).read_bytes()
    broken = "remarks/file this PDF cannot be read: it is broken — open it, save it again"
    for data in (b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\n%PDF-1.4 {}", b"%PDF-" + bytes(range(256)) * 99):
        Path(locked).write_bytes(data)
        assert broken in read_error(locked)
    Path(locked).write_bytes(whole.replace(b"/AcroForm", b"/AcroMorf"))
    assert "remarks/file this PDF has no field of a proof — fill in the PDF of one proof" in read_error(
        locked
    )
    Path(locked).write_bytes(whole.replace(b"/Fields", b"/Shields"))
    assert "this PDF has no field of a proof" in read_error(locked)
    assert "this PDF has no field of a proof" in read_error(make_pdf(tmp_path, ("name", String("x"))))
    assert "the fields of this PDF are of several proofs" in read_error(make_pdf(tmp_path, own, other))
    foreign = make_pdf(tmp_path, (name_field("x", page="zz/x"), String("y")))
    assert "register/unknown-publication" in read_error(foreign)
    assert "register/" in read_error(make_pdf(tmp_path, other))
    Path(locked).write_bytes(whole + bytes(16_000_000))
    assert "files/size it is larger than 16 MB" in read_error(locked)


def test_without_what_reads_a_pdf_its_remedy_is_named(
    reviewed: Translator, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reads a PDF comes with the validators; the file that the page saves needs none."""
    file = make_pdf(tmp_path, (name_field(RIGHT), String("x")))
    monkeypatch.setattr("build_tools.validators.find_missing_validators", tuple)
    assert run(reviewed, file) == 2
    assert "judges/lacking this machine lacks pikepdf, which reads a PDF — ./editions check --judges" in (
        capsys.readouterr().err
    )
