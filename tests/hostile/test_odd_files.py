"""Pipes and devices in the place of a source: each is a line, and nothing waits or reads without end."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from build_tools import register
from build_tools.catalogues import read_glossary_terms
from build_tools.errors import UserError
from build_tools.paths import Root
from build_tools.process import pool
from tests.helpers.commands import run_command

MakeRoot = Callable[..., Root]
PAGE = "Title\n=====\n\n"
DEVICE = "../" * 20 + "dev/zero"


def _extract(root: Root, work: Path) -> None:
    from build_tools import reader

    edition = register.make_edition(register.read_register(root), "a", "en")
    reader.extract_templates(edition, root, work=work)


def _read(root: Root) -> str:
    """Return the line that the reading of a source ends with."""
    scratch = root.path.parent / "scratch"
    scratch.mkdir()
    with pytest.raises(UserError) as caught:
        pool.run_all([partial(_extract, root)], workers=1, scratch=scratch)
    return str(caught.value)


def test_a_build_refuses_what_a_template_refuses(make_root: MakeRoot) -> None:
    """The directives of a build are the same."""
    root = make_root(more='formats = ["html"]')
    (root.source / "a" / "index.rst").write_text(f"{PAGE}.. include:: {DEVICE}\n")
    done = run_command("build", "--root", root.path, "-l", "en")
    assert (done.returncode, done.stderr.count("dev/zero: it is not a plain file")) == (1, 1)


@pytest.mark.parametrize("name", ["page.rst", "lamp.png", "sub/page.rst"])
@pytest.mark.parametrize("kind", ["pipe", "device", "circle"])
def test_a_source_that_is_no_file_is_refused(make_root: MakeRoot, name: str, kind: str) -> None:
    """A page or a picture that is a pipe, a device or a link to itself ends its edition with its name."""
    root = make_root()
    path = root.source / "a" / name
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else path.name)
    assert f"source/a/{name}: source/not-a-file it is not a plain file — put a plain" in _read(root)


@pytest.mark.parametrize(
    "directive",
    [
        f".. include:: {DEVICE}",
        f".. literalinclude:: {DEVICE}",
        f".. csv-table::\n   :file: {DEVICE}",
        ".. csv-table::\n   :file: /dev/zero",
        f".. raw:: html\n   :file: {DEVICE}",
        f".. literalinclude:: acts.txt\n   :diff: {DEVICE}",
    ],
)
def test_a_device_is_not_read(make_root: MakeRoot, directive: str) -> None:
    """A directive that reads a file refuses one without an end, at its line."""
    root = make_root()
    (root.source / "a" / "index.rst").write_text(f"{PAGE}{directive}\n")
    lines = _read(root)
    assert lines.startswith("source/a/index.rst:4: source/markup ")
    assert "dev/zero: it is not a plain file" in lines


@pytest.mark.parametrize("kind", ["pipe", "large"])
def test_a_glossary_that_is_no_file_is_told(make_root: MakeRoot, kind: str) -> None:
    """A check says it in its place, and does not pass it over."""
    root = make_root()
    glossary = root.path / "locale" / "glossary.tsv"
    glossary.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(glossary)
    else:
        with glossary.open("wb") as stream:
            stream.truncate(1 << 33)
    said = "size it is larger than 16 MB" if kind == "large" else "not-a-file it is not a plain file"
    with pytest.raises(UserError) as caught:
        read_glossary_terms(root, "en", "fr")
    assert str(caught.value).startswith(f"locale/glossary.tsv: files/{said} — ")


def test_a_download_that_has_no_end_is_refused(make_root: MakeRoot) -> None:
    """A page that offers a device fails at its line, and nothing is copied."""
    root = make_root()
    (root.source / "a" / "index.rst").write_text(f"{PAGE}Words :download:`{DEVICE}`.\n")
    line = _read(root)
    assert line.startswith("source/a/index.rst:4: source/not-a-file download of ../")
    assert "dev/zero: it is not a plain file — " in line


def test_an_included_file_has_a_bound(make_root: MakeRoot) -> None:
    """A file of gigabytes is refused before it is read."""
    root = make_root()
    (root.source / "a" / "index.rst").write_text(f"{PAGE}.. include:: large.txt\n")
    with (root.source / "a" / "large.txt").open("wb") as stream:
        stream.truncate(1 << 33)
    assert "include of large.txt: it is larger than 16 MB" in _read(root)


@pytest.mark.parametrize("mark", ["* ", "   .. note::\n", "  "])
def test_a_source_that_is_nested_without_end_is_a_line(make_root: MakeRoot, mark: str) -> None:
    """More levels than Python can follow are told with the page."""
    root = make_root(more='formats = ["html"]')
    indent = " " * 3 if "note" in mark else "  "
    lines = (f"{indent * level}{mark.strip() or 'words'}\n\n" for level in range(1000))
    (root.source / "a" / "index.rst").write_text(f"{PAGE}{''.join(lines)}{indent * 1000}words\n")
    done = run_command("build", "--root", root.path, "-l", "en")
    assert done.returncode == 1
    assert "source/a/index.rst: source/too-deep it is nested too deeply" in done.stderr
    assert "press/internal" not in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            b"caf\xe9.rst",
            "source/a/caf\udce9.rst: source/bad-name its name is not UTF-8 — give it another name",
        ),
        (b"d\xe9/page.rst", "source/a/d\udce9: source/bad-name its name is not UTF-8 — give it another name"),
        (b"p" * 201, f"source/a/{'p' * 201}: source/bad-name its name is longer than 200 bytes: names of"),
    ],
)
def test_a_name_that_no_page_can_bear_is_told_at_its_source(
    make_root: MakeRoot, name: bytes, said: str
) -> None:
    """Names of other files are made of it, which cannot be written, or are too long."""
    root = make_root()
    path = root.source / "a" / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE)
    assert _read(root).startswith(said)


def test_a_root_whose_name_is_not_utf8_is_told(make_root: MakeRoot) -> None:
    """A template names its sources, which takes a path that can be written."""
    root = make_root()
    odd = root.path.with_name(os.fsdecode(b"r\xe9"))
    root.path.rename(odd)
    assert _read(Root(odd)).startswith("source/bad-name the path of the root is not UTF-8: ")
