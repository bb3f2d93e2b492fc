"""Spaces with a fixed width, measured in a PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from build_tools.paths import PROJECT_DIR, Root
from build_tools.pdf import write_pdf
from build_tools.register import languages
from build_tools.render.html_builder import build_stylesheet
from build_tools.sphinx_ext.text import spacing

# The last word does not fit on the line, whose spaces are stretched.
LINE = f"{{words}} qui vit dans une ville avec ses voisins et voisines {'long' * 14}"


def set_spaces(words: str, within: type[nodes.TextElement] = nodes.paragraph) -> str:
    """Return words as print sets them."""
    tree = nodes.section("", within("", "", nodes.Text(words)))
    spacing.fix_space_widths(tree)
    return tree.astext()


def width(words: str, folder: Path, *, align: str) -> float:
    """Return the width of the first words of a line, up to “qui”, in points."""
    text = LINE.format(words=words)
    style = build_stylesheet("print")
    page = f"""<html lang="fr" class="hyphens sheet-a5"><style>{style}</style>
<article class="chapter"><p style="hyphens: none; text-align: {align}">{text}</p>
</article></html>"""
    book = folder / "book.pdf"
    write_pdf(page, book, image_folder=folder, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], check=True, capture_output=True)
    found = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(.*)</word>', done.stdout.decode())
    last = next(at for at, (_, _, word) in enumerate(found) if word == "qui")
    return float(found[last - 1][1]) - float(found[0][0])


@pytest.mark.parametrize("words", ["«\xa0citoyen\xa0»", "12\xa0345\xa0678", "7\xa0%", "même\xa0:"])
def test_spaces_beside_marks_do_not_grow(words: str, tmp_path: Path) -> None:
    """In loose and tight lines the spaces beside punctuation marks have the same width."""
    for kept, least, most in ((words, 0.5, 99), (set_spaces(words), 0, 0.05)):
        loose = width(kept, tmp_path, align="justify")
        close = width(kept, tmp_path, align="start")
        assert least <= loose - close <= most


@pytest.mark.parametrize("words", ["le 18\xa0mai", "n°\xa0111", "a b"])
def test_other_spaces_stay(words: str) -> None:
    """Other spaces of a line, as in a date, have equal widths."""
    assert set_spaces(words) == words


@pytest.mark.parametrize("within", [nodes.literal, nodes.title])
def test_what_is_copied_stays(within: type[nodes.TextElement]) -> None:
    """Code and bookmarks keep the space that was typed."""
    assert set_spaces("«\xa0a\xa0»", within) == "«\xa0a\xa0»"


FRENCH = languages.resolve_language("fr", languages.read_layers(Root(PROJECT_DIR)))
SPANISH = languages.resolve_language("es", languages.read_layers(Root(PROJECT_DIR)))


@pytest.mark.parametrize(
    ("typed", "set_so"),
    [
        ("Qui décide?", "Qui décide\u202f?"),
        ("Qui décide ?", "Qui décide\u202f?"),
        ("d'abord ; puis", "d'abord\u202f; puis"),
        ("ainsi : la ville", "ainsi\xa0: la ville"),
        ("ainsi: la ville", "ainsi\xa0: la ville"),
        ("dit «la ville» ainsi", "dit «\xa0la ville\xa0» ainsi"),
        ("dit « la ville ? » :", "dit «\xa0la ville\u202f?\xa0»\xa0:"),
        ("(ville) ; etc. ; “x” ?", "(ville)\u202f; etc.\u202f; “x”\u202f?"),
        ("10 000 villes, 1 234 567", "10\u202f000 villes, 1\u202f234\u202f567"),
        ("30% ou 30 %.", "30\u202f% ou 30\u202f%."),
        ("en 2012 300 villes", "en 2012 300 villes"),
        ("le 93 413 50 09", "le 93 413 50 09"),
        (
            "à 10:30, https://example.org/?a;b, urn:uuid:x",
            "à 10:30, https://example.org/?a;b, urn:uuid:x",
        ),
        ("déjà\u202f; bien\xa0: «\xa0oui\xa0»", "déjà\u202f; bien\xa0: «\xa0oui\xa0»"),
        ("« 12 %", "«\xa012\u202f%"),
    ],
)
def test_french_spaces_are_set_whatever_was_typed(typed: str, set_so: str) -> None:
    """Each French mark gets its space, also after a number; text that is not prose is unchanged."""
    assert spacing.set_spaces(typed, FRENCH) == set_so
    assert spacing.set_spaces(set_so, FRENCH) == set_so


def test_other_languages_ask_for_less() -> None:
    """Spanish has a space only before the percent sign."""
    assert spacing.set_spaces("¿Quién? «Nadie»: 30%; 10 000", SPANISH) == ("¿Quién? «Nadie»: 30\xa0%; 10 000")


def test_what_stands_in_another_language_or_in_code_keeps_its_spaces() -> None:
    """Spaces are set across emphasis; a foreign passage and code are unchanged."""
    code = nodes.literal("", "a :b;")
    foreign = nodes.emphasis("", "Who", classes=["language-en"])
    bold = nodes.strong("", "ville")
    block = nodes.paragraph("", "", nodes.Text("dit «"), bold, nodes.Text("»: "), code)
    block += [nodes.Text("; "), foreign, nodes.Text(":")]
    picture = nodes.image(alt="Carte: Paris")
    tree = nodes.section("", block, picture)
    page: Any = SimpleNamespace(document=tree, edition=SimpleNamespace(language=FRENCH))
    for _ in range(2):
        spacing.set_page_spaces(page)
        assert block.astext() == "dit «\xa0ville\xa0»\xa0: a :b;\u202f; Who\xa0:"
        assert picture["alt"] == "Carte\xa0: Paris"
