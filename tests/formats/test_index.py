"""The index of a publication: a page in each format, sorted as its language sorts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.conftest import MakeRoot
from tests.formats.test_sources import TITLE
from tests.helpers.checks import amiss, messages, of
from tests.helpers.editions import Made, run_editions
from tests.helpers.small_roots import build_edition, write_pages

ONE = """\
.. _one:

Primera
=======

.. index:: ola, agua, ñandú, nube
   single: derecho; vivienda
   see: casa; vivienda

Palabras con un :index:`Árbol`.

.. _part:

Parte
-----

.. index:: ! agua

Más palabras.
"""
START = f"{TITLE}Véase :ref:`genindex`.\n\n.. toctree::\n\n   one\n"
LETTERS = ["A", "C", "D", "N", "Ñ", "O"]
WORDS = ["agua", "Árbol", "casa", "derecho", "nube", "ñandú", "ola"]


def strip_tags(html: str) -> str:
    """Return the words of HTML on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def list_entries(made: Made) -> list[str]:
    """Return each letter and each entry of the first level of an index page."""
    page = made.page("genindex")
    found = re.findall(r'<p class="rubric">(.*?)</p>|<li><p>(\w+)', page)
    return [letter or word for letter, word in found if letter or word in WORDS]


def test_an_index_stands_in_every_format(make_root: MakeRoot, tmp_path: Path) -> None:
    """Each format has the index, which `genindex` leads to; a book has the number of each page."""
    made = build_edition(write_pages(make_root, {"index": START, "one": ONE}, "es"), tmp_path, "es")
    assert made.wrong == {}
    assert amiss(made) == []
    assert messages("html/dead-link", of(made, "html")) == []
    assert 'href="genindex.html' in made.page("index")
    assert made.chapters[-1].title == made.words("Index").text
    book = subprocess.run(
        ["pdftotext", "-layout", made.pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"ola: Primera \(p\. \d+\)", book)


def test_an_index_is_sorted_as_its_language_sorts(make_root: MakeRoot, tmp_path: Path) -> None:
    """In Spanish ñ has a group of its own behind n, and Á stands under A; main places come first."""
    root = write_pages(make_root, {"index": START, "one": ONE}, "es")
    made = build_edition(root, tmp_path, "es", formats=("html",))
    entries = list_entries(made)
    assert [entry for entry in entries if entry in LETTERS] == LETTERS
    assert [entry for entry in entries if entry in WORDS] == WORDS
    text = strip_tags(made.page("genindex"))
    assert "agua : Parte , Primera" in text or "agua: Parte , Primera" in text


def test_terms_of_a_glossary_alone_make_no_index(make_root: MakeRoot, tmp_path: Path) -> None:
    """Only where words are marked for it, or it is led to, a publication has an index."""
    text = f"{TITLE}.. glossary::\n\n   Term\n      Its meaning.\n"
    made = build_edition(write_pages(make_root, {"index": text}), tmp_path, formats=("html",))
    assert [chapter.page for chapter in made.chapters] == ["index"]


def test_an_empty_index_is_told(make_root: MakeRoot, tmp_path: Path) -> None:
    """A reference to an index without entries is told at its line."""
    made = build_edition(
        write_pages(make_root, {"index": f"{TITLE}See :ref:`genindex`.\n"}), tmp_path, formats=("html",)
    )
    (finding,) = [each for each in made.findings if each.code == "source/empty-index"]
    assert (finding.place.file, finding.place.line) == ("source/a/index.rst", 6)


def test_an_own_page_is_where_the_index_stands(make_root: MakeRoot, tmp_path: Path) -> None:
    """A page `genindex` of a toctree holds the index, in its place."""
    start = f"{TITLE}.. toctree::\n\n   genindex\n   one\n"
    pages = {"index": start, "one": ONE, "genindex": "Own title\n=========\n"}
    made = build_edition(write_pages(make_root, pages), tmp_path)
    assert amiss(made) == []
    assert [chapter.page for chapter in made.chapters] == ["index", "genindex", "one"]
    assert made.chapters[1].title == "Index"
    assert "derecho" in made.page("genindex")
    assert "Own title" not in "".join(map(made.page, ("index", "genindex", "one")))


def test_words_that_are_not_translated_are_marked(make_root: MakeRoot, tmp_path: Path) -> None:
    """In an edition without translations each word of the index has the language of its source."""
    one = ".. _one:\n\nالحق\n====\n\n.. index:: بيت, آدم\n\nنص عن :index:`الحرية`.\n"
    root = write_pages(make_root, {"index": START.replace("Véase", "انظر"), "one": one}, "ar", "en")
    for language in ("ar", "en"):
        made = build_edition(root, tmp_path / language, language)
        assert amiss(made) == []
        assert messages("pdf/language", of(made, "pdf")) == []
        letters = re.findall(r'<p class="rubric">(?:<span[^>]*>)?(\w)', made.page("genindex"))
        # Arabic passes over the article of الحرية.
        assert letters == (["ا", "ب", "ح"] if language == "ar" else ["ا", "ب"])
    assert re.search(r'<span[^>]* lang="ar"[^>]*>بيت</span>', made.page("genindex"))


def test_words_marked_before_a_title_lead_to_its_article(make_root: MakeRoot, tmp_path: Path) -> None:
    """A mark above a label or a title, on a page or within it, names that article and leads to it."""
    one = (
        ".. index:: agua\n\n.. _one:\n\nPrimera\n=======\n\nVéase :doc:`one`.\n\n"
        ".. index:: ola\n\nParte\n-----\n\nPalabras.\n"
    )
    made = build_edition(write_pages(make_root, {"index": START, "one": one}, "es"), tmp_path, "es")
    assert amiss(made) == []
    assert messages("html/dead-link", of(made, "html")) == []
    assert messages("epub/dead-link", of(made, "epub")) == []
    text = strip_tags(made.page("genindex"))
    assert re.search(r"agua ?: Primera", text)
    assert re.search(r"ola ?: Parte", text)


def test_an_index_is_in_the_language_of_its_edition(make_root: MakeRoot, tmp_path: Path) -> None:
    """Words of `.. index::` are messages of the catalogue; those that nobody translated are marked."""
    root = write_pages(make_root, {"index": START, "one": ONE}, "es", "fr")
    run_editions("catalogue", "update", root=root.path)
    catalogue = root.path / "locale" / "fr" / "LC_MESSAGES" / "a" / "one.po"
    text = catalogue.read_text("utf-8")
    assert "word of the index" in text
    for msgid, msgstr in (
        ("agua", "eau"),
        ("derecho", "droit"),
        ("vivienda", "logement"),
        ("casa", "maison"),
    ):
        assert text.count(f'msgid "{msgid}"\nmsgstr ""') == 1
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    catalogue.write_text(text, encoding="utf-8")
    assert "lost-text" not in run_editions("catalogue", "check", "-l", "fr", root=root.path)
    made = build_edition(root, tmp_path, "fr")
    assert amiss(made) == []
    page = made.page("genindex")
    assert re.findall(r'<p class="rubric">(?:<span[^>]*>)?(\w)', page) == ["A", "D", "E", "M", "N", "O"]
    assert re.search(r'<span[^>]* lang="es"[^>]*>ola</span>', page)
    assert not re.search(r'lang="es"[^>]*>(?:eau|droit|logement|maison)', page)


def test_a_number_in_another_language_is_no_part_of_a_name(make_root: MakeRoot, tmp_path: Path) -> None:
    """Where a title is not translated, the Arabic number of its article stands not beside it in the index."""
    one = ".. _ca-1:\n\nThe lamp\n========\n\n.. index:: lamp\n\nIt burns.\n"
    start = START.replace("Véase", "See")
    root = write_pages(make_root, {"index": start, "one": one}, "en", "ar")
    numbering = '[publications.a.articles]\n"ca-{n}" = "Article {arabic}"\n'
    root.register.write_text(f"{root.register.read_text('utf-8')}\n{numbering}", encoding="utf-8")
    made = build_edition(root, tmp_path, "ar")
    entry = re.search(r"<li><p>.*?</p>", made.page("genindex"), re.DOTALL)
    assert entry
    assert "The lamp" in entry[0]
    assert "المادة" not in entry[0]
    assert messages("pdf/language", of(made, "pdf")) == []
