"""The locale guard: what a translation must not do even if the sanitizer accepted it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers import rst
from docutils.parsers.rst import roles
from docutils.utils import new_document
from sphinx import addnodes

from build_tools import reader, register
from build_tools.model import UiStrings
from build_tools.paths import Root
from build_tools.sphinx_ext.locale_guard import LOCKED_SETTINGS, lock_locale, unlock_locale
from tests.helpers.editions import Shelf

MakeRoot = Callable[..., Root]
SECRET = "What no reader may see."
PAGE = """
Title
=====

A sentence to include.

A raw sentence.

A linked sentence.

A sentence with a file.

A sentence with a picture.

A sentence with a function.

A sentence with a role.

.. role:: mark(raw)
   :format: html

A line with :mark:`<b>own mark</b>` in it.

A line with :mark:`<i>other mark</i>` in it.

.. include:: own.txt

.. raw:: html

   <b>bold of the source</b>

.. raw:: html

   words without a mark

.. raw:: html

   <p title="one">markup of the source</p>

.. raw:: html

   <p>words that are read from the left</p>

.. raw:: html

   <p>words of an e-book</p>

.. raw:: html

   the rest of a remark --> and words

.. |sign| raw:: html

   <b>substituted words</b>

A line with |sign| in it.
"""
HOSTILE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "A sentence to include."
msgstr ".. include:: secret.txt"

msgid "A raw sentence."
msgstr ".. raw:: html\\n\\n   <script>alert()</script>"

msgid "A linked sentence."
msgstr "Une `phrase <javascript:alert()>`__ menée par evil@example.org."

msgid "A sentence with a file."
msgstr "Une phrase avec :download:`un fichier <secret.txt>`."

msgid "A sentence with a picture."
msgstr ".. image:: secret.png"

msgid "A sentence with a function."
msgstr ".. py:function:: evil()"

msgid "A sentence with a role."
msgstr ".. role:: evil"

msgid "A line with :mark:`<b>own mark</b>` in it."
msgstr "Une ligne avec :mark:`<b>own mark</b>` dedans."

msgid "A line with :mark:`<i>other mark</i>` in it."
msgstr "Une autre avec :mark:`<script>alert()</script>` dedans."

msgid "words without a mark"
msgstr "des mots <!-- <i>evil</i>"

msgid "<p title=\\"one\\">markup of the source</p>"
msgstr "<p title=\\"un\\">balises de la source</p>"

msgid "<p>words that are read from the left</p>"
msgstr "<p>des mots lus &#x202e;de droite</p>"

msgid "<p>words of an e-book</p>"
msgstr "<p>des mots &#27; d’un livre</p>"

msgid "the rest of a remark --> and words"
msgstr "la fin d’une remarque et des mots"

msgid "<b>substituted words</b>"
msgstr "<b>mots mis à la place</b>"
"""


CONF = 'gettext_additional_targets = ["raw"]\n'


def reading(root: Root, messages: Path) -> tuple[str, list[str]]:
    """Return the doctree of a French page after reading, and the findings."""
    edition = register.make_edition(register.read_register(root), "a", "fr")
    words = UiStrings(language="fr")
    read = reader.read_edition(edition, root, messages=messages, ui_strings=words, work=root.path / "work")
    objects = read.app.env.domains["py"].data["objects"]
    assert "evil" not in {*objects, *vars(roles)["_roles"]}
    return read.app.env.get_doctree("a/index").pformat(), [one.code for one in read.findings]


@pytest.fixture
def outcome(make_root: MakeRoot) -> tuple[str, list[str]]:
    """Return a page whose catalogue was not sanitized."""
    root = make_root()
    folder = root.source / "a"
    (root.source / "conf.py").write_text(CONF)
    (folder / "index.rst").write_text(PAGE)
    (folder / "secret.txt").write_text(SECRET)
    (folder / "own.txt").write_text("What the source itself takes in.")
    messages = root.path / "messages"
    compiled = messages / "fr/LC_MESSAGES/a/index.mo"
    compiled.parent.mkdir(parents=True)
    subprocess.run(["msgfmt", "-o", str(compiled), "-"], input=HOSTILE.encode(), check=True)
    # Sphinx keeps a language for the life of a process.
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as apart:
        return apart.submit(reading, root, messages).result()


@pytest.fixture
def page(outcome: tuple[str, list[str]]) -> str:
    """Return the doctree of that page."""
    return outcome[0]


def test_a_translation_reads_no_file_and_is_no_raw_markup(page: str) -> None:
    """The page has neither an included file nor raw markup of a msgstr."""
    assert SECRET not in page
    assert "<script>" not in page


def test_a_translation_leads_nowhere(page: str) -> None:
    """A link or download that the source does not have becomes plain text."""
    assert "javascript:" not in page
    assert "mailto:" not in page
    assert "download_reference" not in page
    for words in ("phrase", "evil@example.org", "un fichier"):
        assert words in page


def test_a_translation_runs_no_directive(page: str) -> None:
    """Instead of a directive, role or picture in a translation, the source is shown."""
    assert "A sentence with a function." in page
    assert "A sentence with a role." in page
    assert "<image" not in page


def test_a_raw_role_of_the_source_writes_what_the_source_has(page: str) -> None:
    """In a translation too, word for word; with other content it writes nothing."""
    body = page.partition("<section")[2]
    line, _, other = body.partition("Une ligne avec")[2].partition("Une autre avec")
    assert "<raw" in line
    assert "<b>own mark</b>" in line
    assert "problematic" not in line
    assert "dedans." in other
    assert not {"<raw", "alert"} & set(re.findall(r"<raw|alert", other.partition("dedans.")[0]))


def test_the_source_still_may(page: str) -> None:
    """Includes and raw markup in the source still work."""
    assert "What the source itself takes in." in page
    assert "bold of the source" in page


def test_a_raw_block_keeps_the_markup_of_its_source(outcome: tuple[str, list[str]]) -> None:
    """Of a raw block words alone are translated; one with other markup is the source's, and is told."""
    page, codes = outcome
    assert "words without a mark" in page
    assert '<p title="un">balises de la source</p>' in page
    assert codes.count("catalogue/refused-markup") == 4


def test_a_raw_block_hides_no_character_behind_a_reference(page: str) -> None:
    """A reference to a control of direction, or to what XML cannot hold, is other markup."""
    for words in ("words that are read from the left", "words of an e-book"):
        assert f"<p>{words}</p>" in page


def test_a_raw_block_ends_a_remark_of_another_one(page: str) -> None:
    """Else the rest of the page would be a comment."""
    assert "the rest of a remark -->" in page


def test_raw_markup_of_a_substitution_is_translated(page: str) -> None:
    """It is a block like any other, and words alone change."""
    assert "<b>mots mis à la place</b>" in page


def test_a_role_that_makes_a_link_makes_it_in_a_translation_too(shelf: Shelf) -> None:
    """The link of `:case:`, by sphinx.ext.extlinks, is the same in both languages."""
    for language in ("en", "fr"):
        page = shelf.edition("stock", "handbook", language).page("rules/first")
        assert 'href="https://cases.example/42"' in page


def document() -> nodes.document:
    """Return an empty page with the settings of docutils."""
    return new_document("page", get_default_settings(rst.Parser()))


def page_of(tree: nodes.document) -> Any:
    """Return a page as a transform gets it."""
    return SimpleNamespace(document=tree)


@pytest.mark.parametrize("before", [True, False])
def test_a_page_gets_its_own_settings_back(before: bool) -> None:
    """File insertion and raw markup are disabled only between the two transforms."""
    tree = document()
    for name in LOCKED_SETTINGS:
        setattr(tree.settings, name, before)
    lock_locale(page_of(tree))
    assert not any(getattr(tree.settings, name) for name in LOCKED_SETTINGS)
    unlock_locale(page_of(tree))
    assert [getattr(tree.settings, name) for name in LOCKED_SETTINGS] == [before, before]


def test_texts_that_nobody_parses_lose_the_backslashes_of_the_gate() -> None:
    """Alternatives, captions, index entries and descriptions have no escapes of the sanitizer."""
    tree = document()
    toctree = addnodes.toctree(caption=r"\1. Caption", entries=[(r"\- Entry", "b"), (None, "c")])
    image, meta = nodes.image(alt=r"\* Lamp"), nodes.meta(content=r"\a) Words")
    tree += [image, meta, toctree]
    lock_locale(page_of(tree))
    unlock_locale(page_of(tree))
    assert (image["alt"], meta["content"]) == ("* Lamp", "a) Words")
    assert toctree["caption"] == "1. Caption"
    assert toctree["entries"] == [("- Entry", "b"), (None, "c")]
