"""Check the languages and directions that an EPUB declares.

Example: `<span lang="en">` in an Arabic EPUB, without `xml:lang="en"` and `dir="ltr"`.

A Latin name is accepted in any text; code has no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.epub.package import (
    OPF_NAMESPACES,
    Ebook,
    format_place,
    get_element_language,
    parse_member,
    read_ebook,
)
from build_tools.inspection.html.page import (
    XML_LANG,
    HtmlPage,
    get_element_text,
    get_parent_direction,
    get_tag_name,
    quote_element,
)
from build_tools.inspection.html.text_walk import is_unseen, walk_text
from build_tools.inspection.text.scripts import find_foreign_script
from build_tools.inspection.text.tokenize import quote_start
from build_tools.model import Language
from build_tools.script_direction import find_direction

CHECK = Check(
    code="epub/language",
    severity="error",
    formats=("epub",),
    what="the language and the direction of package, documents and text in other languages",
    why="a screen reader reads the words as another language, and pages turn the wrong way",
    fix=(
        "give the words the class of their language in the source, as `language-fr`; if the build"
        " should have marked them, report it"
    ),
    standards=(
        *("EPUB 3.3, 5.3.1", "EPUB 3.3, 5.3.7", "EPUB 3.3, 5.7.1"),
        *("WCAG 2.2, 3.1.1", "WCAG 2.2, 3.1.2"),
    ),
    requires=("lxml",),
)

NCX = "application/x-dtbncx+xml"
# The value of a property may be a term of a vocabulary, which is of no language.
_ADDRESS = re.compile(r"https?://\S+\Z")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each wrong or missing language or direction."""
    book = read_ebook(built.path)
    if book is None:
        return
    messages = [*_check_package_language(book, built.language), *_check_ncx_language(book, built)]
    for page in book.documents:
        messages += _check_document_language(page, built.language)
        messages += _check_element_languages(page)
        messages += _check_document_scripts(page)
    yield from (Violation(built.path, message) for message in messages)


def _check_package_language(book: Ebook, edition: Language) -> Iterator[str]:
    spine = book.package.find("opf:spine", OPF_NAMESPACES)
    progression = spine.get("page-progression-direction") if spine is not None else None
    declarations = (
        ("the package says xml:lang", book.package.get(XML_LANG), edition.tag),
        ("the package says dir", book.package.get("dir"), edition.direction),
        ("its pages turn", progression, edition.direction),
        *(
            ("it is said to be in", get_element_text(element), edition.tag)
            for element in book.package.iterfind(".//dc:language", OPF_NAMESPACES)
        ),
    )
    for what, actual, expected in declarations:
        if actual != expected:
            yield f"{book.name}: {what} {actual or 'nothing'}, not {expected}"
    for element in book.package.iterfind("opf:metadata/*", OPF_NAMESPACES):
        words, own_language = get_element_text(element), get_element_language(element)
        script = "" if _ADDRESS.match(words) else find_foreign_script(words, own_language)
        if script:
            message = _describe_foreign_script(script, own_language, words)
            yield f"{book.name}:{element.sourceline}: {message}"


def _check_ncx_language(book: Ebook, built: BuiltEdition) -> Iterator[str]:
    for part in book.items:
        ncx = parse_member(built.path, part.name) if part.type == NCX else None
        if ncx is not None and ncx.get(XML_LANG) != built.language.tag:
            actual = ncx.get(XML_LANG) or "nothing"
            yield f"{part.name}: says xml:lang {actual}, not {built.language.tag}"


def _check_document_language(page: HtmlPage, edition: Language) -> Iterator[str]:
    declarations = (("lang", "lang", edition.tag), ("xml:lang", XML_LANG, edition.tag))
    for name, attribute, expected in (*declarations, ("dir", "dir", edition.direction)):
        actual = page.tree.get(attribute)
        if actual != expected:
            yield f"{page.name}: says {name} {actual or 'nothing'}, not {expected}"


def _check_element_languages(page: HtmlPage) -> Iterator[str]:
    """Yield elements with one of the two attributes, or without the direction that they need."""
    for element in page.tree.iterfind(".//*"):
        lang, xml_lang = element.get("lang"), element.get(XML_LANG)
        if lang != xml_lang:
            tags = f"lang {lang or 'nothing'} and xml:lang {xml_lang or 'nothing'}"
            yield f"{_label_element(page, element)} says {tags}"
        if lang and not element.get("dir") and find_direction(lang) != get_parent_direction(element):
            yield f"{_label_element(page, element)} is in {lang} and has no dir"


def _label_element(page: HtmlPage, element: Any) -> str:
    return f"{format_place(page, element)}: {quote_element(element)}"


def _check_document_scripts(page: HtmlPage) -> Iterator[str]:
    for event in walk_text(page.tree, is_skipped=_is_invisible):
        script = "" if event.is_code else find_foreign_script(event.text, event.language)
        if script:
            message = _describe_foreign_script(script, event.language, event.text)
            yield f"{format_place(page, event.element)}: {message}"


def _is_invisible(element: Any) -> bool:
    """Return whether no text of an element is shown; the title in `head` is."""
    return is_unseen(element) and get_tag_name(element) != "head"


def _describe_foreign_script(script: str, language: str, words: str) -> str:
    return f"{script} letters are marked as {language or 'nothing'}: {quote_start(words)}"
