"""Write a root with hostile cases, and secrets around it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.paths import Root
from tests.hostile import corpus
from tests.hostile.corpus import Case, Worded
from tests.hostile.disk import Trick

SECRET = "What-no-reader-may-see-4711"
# The names of files with a secret.
SECRETS = {
    "secret.txt",
    "secret.png",
    "private.txt",
    "private.png",
    ".netrc",
    "secret.po",
    "passwd",
}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
PUBLICATION = '[publications.{name}]\nlanguages = ["en", "fr"]\nformats = {formats}\n'
# Settings of a root that allow catalogues to change more.
CONF = 'gettext_additional_targets = ["raw", "image", "index", "literal-block"]\nnumfig = True\n'
# A page with most UI strings.
START = """
Start
=====

.. _hostile-start:

.. figure:: own.png
   :alt: A picture.

   A caption.

.. table:: A table

   ===  ===
   a    b
   ===  ===

.. code-block:: text
   :caption: A listing

   code

.. note:: A note.

.. warning:: A warning.

.. versionadded:: 1

   A change.

Article I
---------

Words.
"""
CATALOGUES = "locale/fr/LC_MESSAGES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A root with hostile catalogues; `sheets` are the pages of one publication, by number.

    `lines` has the lines of the hostile messages of each; `alone` has the cases with their
    own publication, by its name.
    """

    root: Root
    secret: Path
    sheets: Mapping[int, Sequence[Case]]
    lines: Mapping[int, list[int]]
    alone: Mapping[str, Case]
    tricks: Mapping[str, Trick]


def lay_out(
    folder: Path,
    sheets: Iterable[Sequence[Case]],
    *,
    alone: Iterable[Case] = (),
    tricks: Iterable[Trick] = (),
    words: Iterable[Worded] = (),
) -> Laid:
    """Write a root: `sheets` are pages of one publication, everything else gets its own publication."""
    root, secret = Root(folder / "root"), folder / "secret.txt"
    _secrets(root, secret)
    pages = dict(enumerate(sheets, 1))
    lines = {number: _page(root, "hostile", number, sheet, secret) for number, sheet in pages.items()}
    entries = "".join(f"   p{number}\n" for number in pages)
    _write(root.source / "hostile/index.rst", f"{START}\n.. toctree::\n\n{entries}")
    apart = {f"alone-{number}": case for number, case in enumerate(alone, 1)}
    for name, case in apart.items():
        _page(root, name, 0, [case], secret)
    tricked = {f"trick-{number}": trick for number, trick in enumerate(tricks, 1)}
    for name, trick in tricked.items():
        _write(root.source / name / "index.rst", corpus.page((), 0))
        folder = root.path / CATALOGUES / name
        folder.mkdir(parents=True)
        trick.put(folder / "index.po", secret)
    register = PUBLICATION.format(name="hostile", formats=["html", "pdf", "epub"])
    for name in (*apart, *tricked):
        register += PUBLICATION.format(name=name, formats=["html"])
    _write(root.register, register)
    _write(root.source / "conf.py", CONF)
    _words(root, words)
    return Laid(root=root, secret=secret, sheets=pages, lines=lines, alone=apart, tricks=tricked)


def _secrets(root: Root, secret: Path) -> None:
    """Write secrets beside the root, in it and in the home folder."""
    source = root.source / "hostile"
    for file in (secret, root.path / "secret.txt", root.source / "private.txt"):
        _write(file, SECRET)
    _write(source / "private.txt", SECRET)
    _write(source / "plan.txt", "A plan that the source names.")
    _write(secret.parent / "home/.netrc", SECRET)
    (source / "own.png").write_bytes(PIXEL)
    for file in (source / "private.png", secret.with_suffix(".png")):
        file.write_bytes(PIXEL + SECRET.encode())


def _page(root: Root, name: str, number: int, cases: Sequence[Case], secret: Path) -> list[int]:
    page = f"p{number}" if number else "index"
    _write(root.source / name / f"{page}.rst", corpus.page(cases, number))
    for case in cases:
        if case.place == "caption":
            below = root.source / name / f"below-{case.number}.rst"
            _write(below, f"Below {case.number}\n{'=' * 20}\n")
    data, lines = corpus.catalogue(cases, number, secret)
    file = root.path / CATALOGUES / name / f"{page}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return lines


def _words(root: Root, words: Iterable[Worded]) -> None:
    entries = (f"msgid {corpus.quoted(word.msgid)}\nmsgstr {corpus.quoted(word.msgstr)}\n" for word in words)
    text = corpus.HEAD.replace("{charset}", "UTF-8") + "\n" + "\n".join(entries)
    _write(root.path / CATALOGUES / "press.po", text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
