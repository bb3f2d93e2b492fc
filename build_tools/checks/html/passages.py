"""Find text in another language that is not marked as such.

Example: `<p>` with an English sentence on an Arabic page, without `lang="en"`.

A name in another script is accepted in any text; code has no language, and the title of a page
cannot declare two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import HtmlPage, read_html_pages
from build_tools.inspection.html.text_walk import group_blocks, is_outside_text, walk_text
from build_tools.inspection.text.scripts import find_foreign_script
from build_tools.inspection.text.tokenize import extract_words, quote_start

CHECK = Check(
    code="html/passages",
    severity="warning",
    formats=PAGE_FORMATS,
    what="text in another language, or in the source language, that is not marked as such",
    why="a screen reader reads the words as those of the edition, and nobody understands them",
    fix=(
        "list a title or a name in [publications.….cited] of the register, or give the words the "
        "class of their language in the source, as `language-fr`"
    ),
    standards=("WCAG 2.2, 3.1.2",),
    requires=("lxml",),
    scope="editions",
)

MIN_WORDS = 6  # words: fewer may be the same in two languages, as a name is


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each piece of text that is not marked with its language."""
    for page in read_html_pages(built.path):
        file = built.path / page.name
        for element, message in (*_check_page_scripts(page), *_check_untranslated_text(built, page)):
            yield Violation(file, message, element.sourceline)


def _check_page_scripts(page: HtmlPage) -> Iterator[tuple[Any, str]]:
    body = page.tree.find("body")
    for event in walk_text(page.tree if body is None else body, page.tree.get("lang", "")):
        script = "" if event.is_code else find_foreign_script(event.text, event.language)
        if script:
            words = quote_start(event.text)
            yield event.element, f"{script} letters are marked as {event.language}: {words}"


def _check_untranslated_text(built: BuiltEdition, page: HtmlPage) -> Iterator[tuple[Any, str]]:
    """Yield text that is the same as in the source edition, and is not marked as its language."""
    source = built.publication.languages[0]
    if source == built.language.tag or built.medium != "html":
        return
    folder = built.editions_folder / source / built.target.publication / "html"
    pages = (other for other in read_html_pages(folder) if other.name == page.name)
    source_texts = {text for other in pages for _, text in _list_own_texts(other, source)}
    for element, text in _list_own_texts(page, built.language.tag):
        if text in source_texts and len(text.split()) >= MIN_WORDS:
            yield element, f"text in {source} is not marked as such: {quote_start(text)}"


def _list_own_texts(page: HtmlPage, language: str) -> Iterator[tuple[Any, str]]:
    """Yield the words of each block that are marked as a language, and the element."""
    events = walk_text(page.main_element, page.tree.get("lang", ""), is_skipped=is_outside_text)
    for element, pieces in group_blocks(events):
        own = (piece for piece in pieces if piece.language == language and not piece.is_code)
        yield element, " ".join(extract_words(" ".join(piece.text for piece in own)))
