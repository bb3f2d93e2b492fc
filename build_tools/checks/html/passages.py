"""Takes the pages of an edition, gives the passages in them that a voice would read as another's.

What: words in letters of another script say their language; so does what stands as it does in the
source's edition, since nobody translated it.
Example: `<p>` with an English sentence on an Arabic page, without `lang="en"`.

A name in other letters is let pass in any text; code has no language, and the title of a page
cannot say that it has two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checks.row import Built, Fault
from build_tools.seeing import HtmlPage, read_html_pages
from build_tools.seeing.passages import find_text_blocks, get_words_in_language
from build_tools.seeing.scripts import find_foreign_script
from build_tools.seeing.tongues import split_by_language
from build_tools.seeing.words import quote_start

LEAST = 6  # words: fewer may be the same in two languages, as a name is


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each passage that is not marked with its language."""
    for leaf in read_html_pages(built.whole):
        file = built.whole / leaf.name
        for element, message in (*_scripts(leaf), *_left(built, leaf)):
            yield Fault(file, message, element.sourceline)


def _scripts(leaf: HtmlPage) -> Iterator[tuple[Any, str]]:
    for piece in split_by_language(leaf.tree.getroottree().getroot()):
        script = (
            "" if piece.element.tag == "title" else find_foreign_script(piece.text, piece.language)
        )
        if script:
            said = f"{script} letters are marked as {piece.language}: {quote_start(piece.text)}"
            yield piece.element, said


def _left(built: Built, leaf: HtmlPage) -> Iterator[tuple[Any, str]]:
    """Yield the passages that read as in the source's edition, and are not marked as its."""
    source = built.publication.languages[0]
    if source == built.language.tag or built.target.format != "html":
        return
    theirs = _texts(_beside(built, source), leaf.name, source)
    for element in find_text_blocks(leaf.main_element):
        text = get_words_in_language(element, built.language.tag)
        if text in theirs and len(text.split()) >= LEAST:
            yield element, f"a passage in {source} is not marked as such: {quote_start(text)}"


def _beside(built: Built, source: str) -> Path:
    """Return the folder of the same publication's pages in its source language."""
    return built.editions / source / built.target.publication / "html"


def _texts(folder: Path, name: str, source: str) -> frozenset[str]:
    return frozenset(
        get_words_in_language(element, source)
        for leaf in read_html_pages(folder)
        if leaf.name == name
        for element in find_text_blocks(leaf.main_element)
    )
