"""The register as a file: missing, unreadable, in another encoding, in an unusual place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import register
from build_tools.errors import UserError
from build_tools.paths import Root

SMALL = '[publications.my-text]\nlanguages = ["en"]\n'
MakeRoot = Callable[..., Root]


def _told(root: Root) -> str:
    with pytest.raises(UserError) as caught:
        register.read_register(root)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_a_missing_register(tmp_path: Path) -> None:
    """A folder without a register and a missing folder give the same line."""
    for folder in (tmp_path, tmp_path / "nothing"):
        assert _told(Root(folder)) == (
            "source/publications.toml: register/no-file is missing: a root is a folder that holds"
            " it — name a root with --root, or write the file: [publications.my-text] and below it"
            ' languages = ["en"]'
        )


def test_a_folder_in_its_place(make_root: MakeRoot) -> None:
    """A folder with the name of the register is not a register."""
    root = make_root(SMALL)
    root.register.unlink()
    root.register.mkdir()
    assert _told(root) == (
        "source/publications.toml: files/not-a-file it is not a plain file — put a plain file there"
    )


def test_a_file_that_may_not_be_read(make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without read permission is reported with the reason of the system."""

    def refuse(path: Path, *_arguments: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    root = make_root(SMALL)
    monkeypatch.setattr(os, "open", refuse)
    assert "languages.toml" not in _told(root)
    assert "cannot be read: Permission denied" in _told(root)


def test_another_encoding(make_root: MakeRoot) -> None:
    """A file in Latin-1 is reported with the line of its first invalid byte."""
    root = make_root(SMALL)
    root.register.write_bytes('# ours\n[publisher]\nname = "Cité"\n'.encode("latin-1") + b"\n")
    assert _told(root) == (
        "source/publications.toml:3: register/not-utf8 is not UTF-8 — save the file as UTF-8"
    )


def test_what_an_editor_of_another_system_saves(make_root: MakeRoot) -> None:
    """A byte order mark and CRLF change neither values nor line numbers."""
    root = make_root(SMALL)
    root.register.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert register.read_register(root).publications[0].languages == ("en",)
    root.register.write_bytes(SMALL.replace("\n", "\r\n").encode() + b'\r\ncolor = "x"\r\n')
    assert _told(root).startswith("source/publications.toml:4: register/unknown-key")


def test_broken_without_a_line(make_root: MakeRoot) -> None:
    """Too deep lists and too long numbers are reported in one line without a line number."""
    for text in (f"a = {'[' * 5000}", f"a = 1{'0' * 5000}"):
        assert _told(make_root(text)).startswith("source/publications.toml: register/syntax is no")


def test_a_root_with_spaces_and_other_letters(tmp_path: Path) -> None:
    """A root may have any name that the system allows."""
    root = Root(tmp_path / 'عهد المدينة — 헌장 \'n "x"')
    (root.source / "my-text").mkdir(parents=True)
    (root.source / "my-text" / "index.rst").write_text("x", encoding="utf-8")
    root.register.write_text(SMALL, encoding="utf-8")
    assert [each.id for each in register.read_register(root).publications] == ["my-text"]


def test_a_folder_that_is_a_link_out_of_the_root(tmp_path: Path, make_root: MakeRoot) -> None:
    """A publication is not read from outside its root."""
    root = make_root(SMALL.replace("my-text", "linked"))
    (tmp_path / "index.rst").write_text("x", encoding="utf-8")
    (root.source / "linked").symlink_to(tmp_path)
    assert _told(root) == (
        "source/publications.toml:1: register/outside publications.linked is no page:"
        " linked/index.rst leads out of source — name a file inside the folder, without links"
        " that leave it"
    )


def test_a_name_too_long_for_a_file(make_root: MakeRoot) -> None:
    """A start page whose name is too long for a file is a missing page."""
    assert "register/no-start" in _told(make_root(f'{SMALL}start = "{"a" * 400}"\n'))


@pytest.mark.parametrize("name", ["source/publications.toml", "locale/languages.toml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "large"])
def test_what_is_no_plain_file_is_not_waited_for(make_root: MakeRoot, name: str, kind: str) -> None:
    """A pipe would be waited for, a device read without end, a large file held in memory: each is a line."""
    root = make_root(SMALL)
    path = root.path / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as stream:
            stream.truncate(1 << 32)  # a hole, which takes no room
    said = "size it is larger than 4 MB" if kind == "large" else "not-a-file it is not a plain file"
    assert _told(root).startswith(f"{name}: files/{said} — ")


def test_an_id_too_long_for_names_of_files(make_root: MakeRoot) -> None:
    """Names of files are made of the id: a long one is refused at its line, not in a build."""
    assert _told(make_root(SMALL.replace("my-text", "a" * 61))) == (
        f"source/publications.toml:1: register/bad-value publications.{'a' * 61} is longer than 60 letters:"
        " names of files are made of it — choose a shorter one, and name its folder so"
    )
