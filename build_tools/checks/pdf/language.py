"""Check the languages that a PDF declares.

Latin names in a text of another script are accepted; a sentence is not.

Example: a title in Hangul in an English PDF, without /Lang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.pdf.document import PdfDocument, read_pdf
from build_tools.inspection.pdf.structure import MarkedContentRef, StructElement, walk_structure
from build_tools.inspection.text.scripts import SCRIPTS, get_scripts, is_language_tag
from build_tools.inspection.text.tokenize import quote_start

CHECK = Check(
    code="pdf/language",
    severity="warning",
    formats=("pdf",),
    what="the language of the PDF, and of words in another script",
    why="a screen reader reads them as nonsense, or not at all",
    fix="mark them with the class of their language: `.. rst-class:: language-ko` if it is Korean",
    standards=("ISO 14289-1:2014, 7.2", "WCAG 2.2, 3.1.1", "WCAG 2.2, 3.1.2"),
    requires=("pikepdf",),
)

LATIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]{2,}[^\w\n,;|]+){4,}[A-Za-z\u00c0-\u024f]{2,}")
# Fewer of them in a passage, and it is names.
SMALL_WORDS, SMALL = 2, re.compile(r"\b[a-z\u00df-\u00ff]{2,}")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each text that is marked with no language or a wrong one."""
    document = read_pdf(built.path)
    if document is None:
        return ()
    messages = (*_check_document_tag(document, built.language.tag), *_check_element_tags(document))
    return [Violation(built.path, message) for message in messages]


def _check_document_tag(document: PdfDocument, tag: str) -> Iterator[str]:
    if not document.language:
        yield "does not declare its language"
    elif document.language.casefold() != tag.casefold():
        yield f"declares {document.language}, but is in {tag}"


def _check_element_tags(document: PdfDocument) -> Iterator[str]:
    for element, ancestors in walk_structure(document.roots):
        declared_tags = [one.language for one in (*ancestors, element) if one.language]
        tag = declared_tags[-1] if declared_tags else document.language
        if element.language and not is_language_tag(element.language):
            yield f"page {element.page}: {element.language} is no language tag"
        for text in _list_own_texts(document, element):
            script = _find_unmarked_script(text, tag)
            if script:
                words = quote_start(text)
                yield f"page {element.page}: {script} letters are marked as {tag}: {words}"


def _list_own_texts(document: PdfDocument, element: StructElement) -> Iterator[str]:
    """Yield the texts of an element itself: its words, or those that replace it."""
    marks = [kid for kid in element.kids if isinstance(kid, MarkedContentRef)]
    yield " ".join(run.text for mark in marks for run in document.get_runs(mark))
    if element.kind != "Formula":  # TeX is in no language
        yield from (text for text in (element.alt, element.actual_text) if text)


def _find_unmarked_script(text: str, tag: str) -> str:
    """Return the script of letters that a language is not written in; empty if there are none."""
    own_scripts = get_scripts(tag)
    for name, script in SCRIPTS.items():
        if name not in own_scripts and script.letters.search(text):
            return name
    passages = LATIN.findall(text) if own_scripts else ()
    return "Latin" if any(len(SMALL.findall(one)) >= SMALL_WORDS for one in passages) else ""
