"""Find text in another language that is not marked as such.

Words in another script have a `lang` of their own; so has text that is the same as in the source
edition, because nobody translated it.

Example: `<p>` with an English sentence on an Arabic page, without `lang="en"`.

A name in another script is accepted in any text; code has no language, and the title of a page
cannot declare two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checks.definition import PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import HtmlPage, read_html_pages
from build_tools.inspection.html.text_language import (
    find_text_blocks,
    get_words_in_language,
    split_by_language,
)
from build_tools.inspection.text.scripts import find_foreign_script
from build_tools.inspection.text.tokenize import quote_start

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
        for element, message in (
            *_check_page_scripts(page),
            *_check_untranslated_text(built, page),
        ):
            yield Violation(file, message, element.sourceline)


def _check_page_scripts(page: HtmlPage) -> Iterator[tuple[Any, str]]:
    for run in split_by_language(page.tree.getroottree().getroot()):
        script = "" if run.element.tag == "title" else find_foreign_script(run.text, run.language)
        if script:
            message = f"{script} letters are marked as {run.language}: {quote_start(run.text)}"
            yield run.element, message


def _check_untranslated_text(built: BuiltEdition, page: HtmlPage) -> Iterator[tuple[Any, str]]:
    """Yield text that is the same as in the source edition, and is not marked as its language."""
    source = built.publication.languages[0]
    if source == built.language.tag or built.target.format != "html":
        return
    source_texts = _list_source_texts(_get_source_folder(built, source), page.name, source)
    for element in find_text_blocks(page.main_element):
        text = get_words_in_language(element, built.language.tag)
        if text in source_texts and len(text.split()) >= MIN_WORDS:
            yield element, f"a passage in {source} is not marked as such: {quote_start(text)}"


def _get_source_folder(built: BuiltEdition, source: str) -> Path:
    """Return the folder of the pages of the same publication in its source language."""
    return built.editions_folder / source / built.target.publication / "html"


def _list_source_texts(folder: Path, name: str, source: str) -> frozenset[str]:
    return frozenset(
        get_words_in_language(element, source)
        for leaf in read_html_pages(folder)
        if leaf.name == name
        for element in find_text_blocks(leaf.main_element)
    )
