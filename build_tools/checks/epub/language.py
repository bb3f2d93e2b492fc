"""Takes an e-book, gives the words in it that a voice would read in a wrong tongue or direction.

What: package, contents and every document say the language of the edition and its direction, the
pages turn as it is read; a passage in another language says so in `lang` and `xml:lang` alike,
and its direction where that is another; letters of another script are marked as such.
Example: `<span lang="en">` in an Arabic book, without `xml:lang="en"` and `dir="ltr"`.

A name in Latin letters is let pass in any text; code has no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.model import Language
from build_tools.seeing import OPF_NAMESPACES, XML_LANG, HtmlPage, get_element_text, get_tag_name
from build_tools.seeing.ebook_parts import (
    Ebook,
    format_element_place,
    get_element_language,
    parse_member,
    read_ebook,
)
from build_tools.seeing.scripts import find_foreign_script
from build_tools.seeing.tongues import get_parent_direction, split_by_language
from build_tools.seeing.words import quote_start
from build_tools.unicode_data import find_direction

NCX = "application/x-dtbncx+xml"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each part or passage that says a wrong language, or none."""
    book = read_ebook(built.whole)
    if book is None:
        return
    messages = [*_package(book, built.language), *_old_contents(book, built)]
    for leaf in book.documents:
        messages += _root(leaf, built.language)
        messages += _marks(leaf)
        messages += _scripts(leaf)
    yield from (Fault(built.whole, message) for message in messages)


def _package(book: Ebook, edition: Language) -> Iterator[str]:
    spine = book.package.find("opf:spine", OPF_NAMESPACES)
    turned = spine.get("page-progression-direction") if spine is not None else None
    said = (
        ("the package says xml:lang", book.package.get(XML_LANG), edition.tag),
        ("the package says dir", book.package.get("dir"), edition.direction),
        ("its pages turn", turned, edition.direction),
        *(
            ("it is said to be in", get_element_text(each), edition.tag)
            for each in book.package.iterfind(".//dc:language", OPF_NAMESPACES)
        ),
    )
    for what, given, right in said:
        if given != right:
            yield f"{book.name}: {what} {given or 'nothing'}, not {right}"
    for element in book.package.iterfind("opf:metadata/*", OPF_NAMESPACES):
        words, own = get_element_text(element), get_element_language(element)
        script = find_foreign_script(words, own)
        if script:
            yield f"{book.name}:{element.sourceline}: {_marked(script, own, words)}"


def _old_contents(book: Ebook, built: Built) -> Iterator[str]:
    for part in book.items:
        old = parse_member(built.whole, part.name) if part.type == NCX else None
        if old is not None and old.get(XML_LANG) != built.language.tag:
            given = old.get(XML_LANG) or "nothing"
            yield f"{part.name}: says xml:lang {given}, not {built.language.tag}"


def _root(leaf: HtmlPage, edition: Language) -> Iterator[str]:
    said = (("lang", "lang", edition.tag), ("xml:lang", XML_LANG, edition.tag))
    for name, attribute, right in (*said, ("dir", "dir", edition.direction)):
        given = leaf.tree.get(attribute)
        if given != right:
            yield f"{leaf.name}: says {name} {given or 'nothing'}, not {right}"


def _marks(leaf: HtmlPage) -> Iterator[str]:
    """Yield what is said of a passage in one attribute alone, or without its direction."""
    for element in leaf.tree.iterfind(".//*"):
        own, other = element.get("lang"), element.get(XML_LANG)
        if own != other:
            yield (
                f"{format_element_place(leaf, element)}: {quote_start(get_element_text(element))} says lang {own or 'nothing'} "
                f"and xml:lang {other or 'nothing'}"
            )
        if own and not element.get("dir") and find_direction(own) != get_parent_direction(element):
            yield f"{format_element_place(leaf, element)}: {quote_start(get_element_text(element))} is in {own} and has no dir"


def _scripts(leaf: HtmlPage) -> Iterator[str]:
    for piece in split_by_language(leaf.tree):
        script = find_foreign_script(piece.text, piece.language)
        if script and get_tag_name(piece.element):
            yield f"{format_element_place(leaf, piece.element)}: {_marked(script, piece.language, piece.text)}"


def _marked(script: str, language: str, words: str) -> str:
    return f"{script} letters are marked as {language or 'nothing'}: {quote_start(words)}"
