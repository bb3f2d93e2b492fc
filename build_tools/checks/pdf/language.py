"""Takes a book, gives the words in it that a voice of the wrong language would read.

What: the book says its language; words in letters that this language is not written in say
theirs; no tag is of a language that does not exist. Latin names in a text of other letters are
let pass; a passage is not.
Example: a title in Hangul in an English book, without /Lang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.seeing.pdf_book import PdfDocument, read_pdf
from build_tools.seeing.pdf_tree import MarkedContentRef, StructElement, walk_structure
from build_tools.seeing.scripts import SCRIPTS, get_scripts, is_language_tag
from build_tools.seeing.words import quote_start

LATIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]{2,}[^\w\n,;|]+){4,}[A-Za-z\u00c0-\u024f]{2,}")
# Fewer of them in a passage, and it is names.
SMALL_WORDS, SMALL = 2, re.compile(r"\b[a-z\u00df-\u00ff]{2,}")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each passage that is marked with no language, or another's."""
    seen = read_pdf(built.whole)
    if seen is None:
        return ()
    found = (*_book(seen, built.language.tag), *_passages(seen))
    return [Fault(built.whole, message) for message in found]


def _book(seen: PdfDocument, tag: str) -> Iterator[str]:
    if not seen.language:
        yield "does not say its language"
    elif seen.language.casefold() != tag.casefold():
        yield f"says that it is in {seen.language}, and is in {tag}"


def _passages(seen: PdfDocument) -> Iterator[str]:
    for element, above in walk_structure(seen.roots):
        own = [one.language for one in (*above, element) if one.language]
        tag = own[-1] if own else seen.language
        if element.language and not is_language_tag(element.language):
            yield f"page {element.page}: {element.language} is no language"
        for text in _own(seen, element):
            script = _foreign(text, tag)
            if script:
                yield f"page {element.page}: {script} letters are marked as {tag}: {quote_start(text)}"


def _own(seen: PdfDocument, element: StructElement) -> Iterator[str]:
    """Yield what is said in an element itself: its words, or those in place of a picture."""
    places = [kid for kid in element.kids if isinstance(kid, MarkedContentRef)]
    pieces = [
        piece
        for place in places
        for piece in seen.objects_by_mark.get((place.page, place.mcid), ())
    ]
    yield " ".join(piece.text for piece in pieces)
    yield from (said for said in (element.alt, element.actual_text) if said)


def _foreign(text: str, tag: str) -> str:
    """Return the script of letters that a language is not written in; or nothing."""
    mine = get_scripts(tag)
    for name, script in SCRIPTS.items():
        if name not in mine and script.letters.search(text):
            return name
    passages = LATIN.findall(text) if mine else ()
    return "Latin" if any(len(SMALL.findall(one)) >= SMALL_WORDS for one in passages) else ""
