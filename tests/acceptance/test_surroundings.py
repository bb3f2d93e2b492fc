"""Editions have the same bytes whatever stands in HOME, in the folder one is in, and in the environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers.editions import EDITIONS

REGISTER = '[publications.a]\nlanguages = ["en", "ar"]\n'
PAGE = """Light
=====

The fifth office, PEP 8, RFC 822, an*y*where and "quoted": see [1]_.

.. code-block:: python

   def light():
\treturn "on"

.. [1] A note.
"""
SETTINGS = """[general]
record_dependencies: {folder}/dependencies
warning_stream: {folder}/warnings
pep_references: yes
rfc_references: yes
character_level_inline_markup: yes
tab_width: 3
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><edit name="family" mode="assign" binding="strong">
<string>DejaVu Sans Mono</string></edit></match>
<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>"""
TROJAN = "open({ran!r}, 'w').close()\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root of one page."""
    folder = tmp_path / "root"
    write(folder / "source/publications.toml", REGISTER)
    write(folder / "source/a/index.rst", PAGE)
    return folder


def write(file: Path, text: str) -> None:
    """Write a file and its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def build(root: Path, folder: Path, *options: str, **variables: str) -> dict[str, bytes]:
    """Build from another folder with these variables alone; return the files of the editions."""
    out = root.parent / folder.name / "build"
    folder.mkdir(exist_ok=True)
    words = [EDITIONS, "-q", "--root", str(root), "build", "-o", str(out), *options]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **variables}
    done = subprocess.run(
        words, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    editions = out / "editions"
    return {str(path.relative_to(editions)): path.read_bytes() for path in editions.rglob("*.*")}


def test_nothing_around_it_changes_an_edition(root: Path, tmp_path: Path) -> None:
    """Settings of docutils, fontconfig, HarfBuzz and Python in a hostile folder change no byte."""
    evil, ran = tmp_path / "evil", tmp_path / "ran"
    for name in ("docutils.conf", ".docutils"):
        write(evil / name, SETTINGS.format(folder=tmp_path))
    write(evil / ".config/fontconfig/fonts.conf", FONTS)
    for name in ("docutils", "sphinx", "sitecustomize", "json", "fcntl"):
        write(evil / f"{name}.py", TROJAN.format(ran=str(ran)))
    hostile = build(
        root,
        evil,
        DOCUTILSCONFIG=str(evil / ".docutils"),
        FONTCONFIG_FILE=str(evil / ".config/fontconfig/fonts.conf"),
        HB_SHAPER_LIST="fallback",
        PYTHONPATH=str(evil),
        PYTHONSTARTUP=str(evil / "json.py"),
        PYTHONHASHSEED="7",
        PIP_TARGET=str(evil),
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
        LANGUAGE="tr:ar",
        TZ="Asia/Tokyo",
        COLUMNS="20",
    )
    assert hostile == build(root, tmp_path / "clean")
    assert {path.name for path in tmp_path.iterdir()} == {"root", "evil", "clean"}


@pytest.mark.parametrize("conf", ["", "<fontconfig><bogus/>", "not XML"])
def test_fontconfig_says_nothing_by_itself(root: Path, tmp_path: Path, conf: str) -> None:
    """What a C library thinks of files that no edition reads does not reach the terminal."""
    if conf:
        write(tmp_path / "fonts.conf", conf)
    done = subprocess.run(
        [EDITIONS, "--root", str(root), "build", "-l", "ar", "-f", "pdf"],
        env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert [line for line in done.stderr.splitlines() if ": " not in line or "ontconfig" in line] == []
    assert "1 built" in done.stdout


def test_a_root_s_own_settings_of_the_text_count(root: Path, tmp_path: Path) -> None:
    """Of a docutils.conf in source/, what it says of the text is honoured, and nothing is written for it."""
    page = ("-l", "en", "-f", "html")
    before = build(root, tmp_path / "before", *page)
    write(root / "source/docutils.conf", SETTINGS.format(folder=tmp_path))
    after = build(root, tmp_path / "after", *page)
    assert b"an*y*where" in before["en/a/html/index.html"]
    assert b"an<em>y</em>where" in after["en/a/html/index.html"]
    assert {path.name for path in tmp_path.iterdir()} == {"root", "before", "after"}


@pytest.mark.parametrize("text", ["[general]\ntab_width: wide\n", "tab_width: 3\n", "[general]\nfoot\n"])
def test_wrong_settings_are_a_line(root: Path, text: str) -> None:
    """A docutils.conf that is wrong fails the edition, with the name of the file."""
    write(root / "source/docutils.conf", text)
    words = [EDITIONS, "-q", "--root", str(root), "build", "-l", "en", "-f", "html"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("source/docutils.conf: source/conf ")
    assert line.endswith(" — correct source/docutils.conf")
