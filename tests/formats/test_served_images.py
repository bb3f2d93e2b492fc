"""Images of a source are served as they were decoded, however a page names them, in every format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from build_tools.errors import UserError
from build_tools.paths import BuildFolder, Root, iter_files
from tests.helpers.editions import Made, Wish, make_apart

ACTIVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)">'
    '<script>alert(2)</script><image href="https://example.org/a.png"/><rect width="9" height="9"/></svg>'
)
CLEAN = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" /></svg>\n'
PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
PAGE = """
.. _act-one:

One
===

.. image:: plain.svg
   :alt: One

.. image:: active.svg
   :alt: Two

.. figure:: starred.*
   :alt: Three

   A caption.

A |sign| in a line.

.. |sign| image:: sign.svg
   :alt: Four

.. image:: own.svg
   :alt: Five
"""
NAMES = ("active", "starred", "sign", "own.fr")


@pytest.fixture
def act(tmp_path: Path) -> Root:
    """Return a root whose page names one plain drawing, and some with scripts."""
    root = Root(tmp_path / "root")
    folder = root.source / "act"
    folder.mkdir(parents=True)
    root.register.write_text('[publications.act]\nlanguages = ["en", "fr"]\n')
    (root.source / "conf.py").write_text('figure_language_filename = "{root}.{language}{ext}"\n')
    (folder / "index.rst").write_text(PAGE)
    (folder / "plain.svg").write_bytes(PLAIN)
    (folder / "own.svg").write_bytes(PLAIN)
    (folder / "starred.pdf").write_bytes(b"%PDF-1.4 for other programs")
    for name in NAMES:
        (folder / f"{name}.svg").write_text(ACTIVE)
    return root


def make_act(root: Root, language: str = "fr", formats: tuple[str, ...] = ("html", "epub", "pdf")) -> Made:
    """Return the edition of the root in a language."""
    folder = root.path.parent
    build = BuildFolder(folder / "build")
    wish = Wish(
        root=root,
        publication="act",
        language=language,
        build=build,
        formats=formats,
    )
    (made,) = make_apart([wish])
    return made


def test_no_script_of_an_image_reaches_an_edition(act: Root) -> None:
    """Pages and EPUB have the drawing alone; one without fault keeps its bytes; each is told at its line."""
    made = make_act(act)
    assert made.wrong == {}
    served = {path.name: path.read_bytes() for path in iter_files(made.html)}
    with zipfile.ZipFile(made.epub) as book:
        packed = {Path(name).name: book.read(name) for name in book.namelist()}
    for files in (served, packed):
        assert {files[f"{name}.svg"] for name in NAMES} == {CLEAN}
        assert files["plain.svg"] == PLAIN
        assert not [name for name, data in files.items() if b"alert" in data or b"example.org" in data]
    told = [(one.place.line, one.message.partition(" ")[0]) for one in made.findings if "unsafe" in one.code]
    assert told == [
        (10, "act/active.svg"),
        (13, "act/starred.svg"),
        (20, "act/sign.svg"),
        (23, "act/own.fr.svg"),
    ]


@pytest.mark.parametrize("name", ["plain.svg", "own.fr.svg"])
def test_a_broken_image_fails_the_editions_that_need_it(act: Root, name: str) -> None:
    """No format is written without it: one line names it; an edition with another file is made."""
    (act.source / "act" / name).write_bytes(PLAIN[:-9])
    with pytest.raises(UserError, match=f"act/{name} is no picture that can be shown: its XML is broken"):
        make_act(act)
    if name != "plain.svg":
        assert make_act(act, "en", ("html",)).wrong == {}
