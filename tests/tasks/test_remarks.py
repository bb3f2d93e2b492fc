"""`editions catalogue remarks`: what a reviewer wrote into a proof stands beside its message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.cli import dispatch
from tests.helpers.translators import RIGHT, Translator


@pytest.fixture
def reviewed(translator: Translator) -> Translator:
    """Return a translator whose page has a comment, a note of the update and an obsolete message."""
    translator.page("a/right", RIGHT, "Old words.", title="The right")
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit", Old="Vieux mots.")
    translator.page("a/right", RIGHT, title="The right")
    translator.updates()
    text = translator.text("a/right").replace("#. paragraph", "# mine\n#. paragraph", 1)
    translator.po("a/right").write_text(text, encoding="utf-8")
    return translator


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
