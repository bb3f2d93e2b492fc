"""References in books print the page where what they name stands, after every layout."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeRoot
from tests.formats.test_sources import TALL, TITLE
from tests.helpers.checks import amiss
from tests.helpers.small_roots import build_edition, write_pages

# Long words, so that lines end in hyphens and paragraphs are laid out again.
WORDS = ("administration", "responsabilité", "communautaire", "développement", "gouvernement", "égalité")
TARGETS = 24


def draw_words(chance: random.Random, most: int) -> str:
    """Return some words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def write_target(chance: random.Random) -> str:
    """Return a table, a picture or a listing of a random height, with a caption."""
    rows = (f"   * - {draw_words(chance, 12)}\n     - cell\n" for _ in range(chance.randint(3, 14)))
    width, lines = chance.randint(5, 40), chance.randint(1, 50)
    return chance.choice(
        (
            f".. list-table:: Caption\n   :header-rows: 1\n\n{''.join(rows)}",
            f".. figure:: tall.svg\n   :alt: A\n   :width: {width}%\n\n   Caption\n",
            ".. code-block:: text\n   :caption: Caption\n\n" + "   x = 1\n" * lines,
        )
    )


def write_book(seed: int) -> str:
    """Return a text with many targets, each referred to from before it, behind it and afar."""
    chance = random.Random(seed)
    every = "\n\n".join(f"SEE :numref:`t{number}`" for number in range(TARGETS))
    parts = [every]
    for number in range(TARGETS):
        parts += [f"{draw_words(chance, 90)}." for _ in range(chance.randint(0, 3))]
        if chance.random() < 0.5:
            parts.append(f"{draw_words(chance, 20)}.\\ [#n{number}]_")
            parts.append(f".. [#n{number}] NOTE{number} {draw_words(chance, 40)}.")
        parts += [f".. _t{number}:", write_target(chance), f"SEE :numref:`t{chance.randrange(TARGETS)}`"]
    return "\n\n".join((*parts, every))


@pytest.mark.parametrize(("seed", "language"), [(2, "fr"), (22, "fr"), (9, "en")])
def test_a_reference_prints_the_page_of_its_caption(
    make_root: MakeRoot, tmp_path: Path, seed: int, language: str
) -> None:
    """Wherever a caption goes, references before and behind it print its page; each note is printed once."""
    pages = {"index": f"{TITLE}{write_book(seed)}"}
    root = write_pages(make_root, pages, language, conf="numfig = True\n")
    (root.source / "a" / "tall.svg").write_text(TALL, encoding="utf-8")
    made = build_edition(root, tmp_path, language, formats=("pdf",))
    command = ["pdftotext", "-raw", str(made.pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    notes = re.findall(r"NOTE\d+", text)
    assert len(notes) == len(set(notes)) == pages["index"].count(" NOTE")
    captions, references = dict[str, int](), list[tuple[str, int]]()
    for page, words in enumerate(text.split("\f"), 1):
        captions |= {f"{kind} {number}": page for kind, number in re.findall(r"(\w+)\W+(\d+) Caption", words)}
        printed = re.findall(r"SEE [\w ]*?(\w+)\W+(\d+) \(p\.\s(\d+)\)$", words, re.MULTILINE)
        references += [(f"{kind} {number}", int(folio)) for kind, number, folio in printed]
    assert (len(captions), len(references)) == (TARGETS, 3 * TARGETS)
    assert [(name, folio, captions[name]) for name, folio in references if folio != captions[name]] == []


REFERENCES = """See :ref:`far`. That is far (see :ref:`far`).

.. rst-class:: citation-model

For example: *Charter*, :ref:`far`, paragraph 2.

.. only:: pdf

   {words}

.. _far:

Far away
--------

Words.
"""
PRINTED = {
    "en": ["See Far away (p. {page}).", "(see Far away, p. {page})."],
    "ko": ["See Far away({page}쪽).", "(see Far away, {page}쪽)."],
}


@pytest.mark.parametrize(("language", "printed"), PRINTED.items())
def test_a_page_is_named_in_words(
    make_root: MakeRoot, tmp_path: Path, language: str, printed: list[str]
) -> None:
    """A reference has its page in brackets, or behind a comma within others; a model of a citation none."""
    words = "\n\n   ".join(["Long words. " * 60] * 12)
    pages = {"index": TITLE + REFERENCES.format(words=words)}
    made = build_edition(write_pages(make_root, pages, language), tmp_path, language, formats=("pdf",))
    command = ["pdftotext", "-raw", str(made.pdf), "-"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    (page,) = [number for number, words in enumerate(text.split("\f"), 1) if "\nFar away\n" in words][-1:]
    line = " ".join(text.split())
    for words in printed:
        assert words.format(page=page) in line
    assert "Far away, paragraph 2." in line


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_wrong_page_is_told(make_root: MakeRoot, tmp_path: Path, language: str) -> None:
    """The words around a page are expected as they are printed; others, or another page, are extra words."""
    pages = {"index": TITLE + REFERENCES.format(words="Words.")}
    made = build_edition(write_pages(make_root, pages, language), tmp_path, language)
    assert amiss(made) == []
    file = made.build.get_expected_text("a", language)
    expected = json.loads(file.read_text("utf-8"))
    expected["page_patterns"] = ["(page {page})", ", p. 9{page}"]
    file.write_text(json.dumps(expected), encoding="utf-8")
    assert [line.split()[1] for line in amiss(made)].count("text/extra") == 2
