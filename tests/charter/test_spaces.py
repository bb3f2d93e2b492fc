"""Spaces of print that keep their width, seen on paper."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from docutils import nodes

from build_tools.charter import spaces
from build_tools.charter.pages import stylesheet
from build_tools.paper import print_pdf

# The last word finds no room on the line, whose spaces grow.
LINE = f"{{words}} qui vit dans une ville {'long' * 14}"


def held(words: str, within: type[nodes.TextElement] = nodes.paragraph) -> str:
    """Return words as print sets them."""
    tree = nodes.section("", within("", "", nodes.Text(words)))
    spaces.hold(tree)
    return tree.astext()


def width(words: str, folder: Path, *, align: str) -> float:
    """Return how wide the first words of a line are, up to “qui”, in points."""
    text = LINE.format(words=words)
    style = stylesheet("print")
    page = f"""<html lang="fr" class="hyphens sheet-a5"><style>{style}</style>
<article class="chapter"><p style="hyphens: none; text-align: {align}">{text}</p>
</article></html>"""
    book = folder / "book.pdf"
    print_pdf(page, book, pictures=folder, identifier="x", is_rtl=False)
    done = subprocess.run(["pdftotext", "-bbox", book, "-"], check=True, capture_output=True)
    found = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(.*)</word>', done.stdout.decode())
    last = next(at for at, (_, _, word) in enumerate(found) if word == "qui")
    return float(found[last - 1][1]) - float(found[0][0])


@pytest.mark.parametrize("words", ["«\xa0citoyen\xa0»", "12\xa0345\xa0678", "7\xa0%", "même\xa0:"])
def test_spaces_beside_marks_do_not_grow(words: str, tmp_path: Path) -> None:
    """In a loose line and in a close one, words are as near to their marks."""
    for kept, least, most in ((words, 0.5, 99), (held(words), 0, 0.05)):
        loose = width(kept, tmp_path, align="justify")
        close = width(kept, tmp_path, align="start")
        assert least <= loose - close <= most


@pytest.mark.parametrize("words", ["le 18\xa0mai", "n°\xa0111", "a b"])
def test_other_spaces_stay(words: str) -> None:
    """A day stands as near to its month as the month to its year."""
    assert held(words) == words


@pytest.mark.parametrize("within", [nodes.literal, nodes.title])
def test_what_is_copied_stays(within: type[nodes.TextElement]) -> None:
    """Code keeps the space that it was written with, and so does a name among the bookmarks."""
    assert held("«\xa0a\xa0»", within) == "«\xa0a\xa0»"
