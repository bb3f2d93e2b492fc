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
from build_tools.seeing.pdf_book import Book, book, glimpse
from build_tools.seeing.pdf_tree import Element, Placed, walk

# Letters of a script, and the languages that are written in it (of those the script may be told
# in the tag, as in `sr-Latn`, it decides).
SCRIPTS: dict[str, tuple[re.Pattern[str], str, str]] = {
    "Arabic": (
        re.compile(r"[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]+"),
        "Arab",
        "ar fa ur ps sd ug",
    ),
    "Hebrew": (re.compile(r"[\u05d0-\u05ea]+"), "Hebr", "he yi"),
    "Hangul": (re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]+"), "Kore", "ko"),
    "kana": (re.compile(r"[\u3041-\u30ff]+"), "Jpan", "ja"),
    "Han": (re.compile(r"[\u4e00-\u9fff]+"), "Hans Hant Hani Jpan Kore", "zh ja ko yue"),
    "Cyrillic": (re.compile(r"[\u0400-\u052f]+"), "Cyrl", "ru uk bg sr mk be kk ky mn tg"),
    "Greek": (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2,}"), "Grek", "el grc"),
    "Devanagari": (re.compile(r"[\u0904-\u0939]+"), "Deva", "hi mr ne sa"),
    "Thai": (re.compile(r"[\u0e01-\u0e2e]+"), "Thai", "th"),
}
LATIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]{2,}[^\w\n,;|]+){4,}[A-Za-z\u00c0-\u024f]{2,}")
# Fewer of them in a passage, and it is names.
SMALL_WORDS, SMALL = 2, re.compile(r"\b[a-z\u00df-\u00ff]{2,}")
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each passage that is marked with no language, or another's."""
    seen = book(built.whole)
    if seen is None:
        return ()
    found = (*_book(seen, built.language.tag), *_passages(seen))
    return [Fault(built.whole, message) for message in found]


def _book(seen: Book, tag: str) -> Iterator[str]:
    if not seen.language:
        yield "does not say its language"
    elif seen.language.casefold() != tag.casefold():
        yield f"says that it is in {seen.language}, and is in {tag}"


def _passages(seen: Book) -> Iterator[str]:
    for element, above in walk(seen.roots):
        own = [one.language for one in (*above, element) if one.language]
        tag = own[-1] if own else seen.language
        if element.language and not TAG.fullmatch(element.language):
            yield f"page {element.page}: {element.language} is no language"
        for text in _own(seen, element):
            script = _foreign(text, tag)
            if script:
                yield f"page {element.page}: {script} letters are marked as {tag}: {glimpse(text)}"


def _own(seen: Book, element: Element) -> Iterator[str]:
    """Yield what is said in an element itself: its words, or those in place of a picture."""
    places = [kid for kid in element.kids if isinstance(kid, Placed)]
    pieces = [piece for place in places for piece in seen.marked.get((place.page, place.mcid), ())]
    yield " ".join(piece.text for piece in pieces)
    yield from (said for said in (element.alt, element.actual) if said)


def _foreign(text: str, tag: str) -> str:
    """Return the script of letters that a language is not written in; or nothing."""
    language, *more = tag.split("-")
    told = [part.title() for part in more if len(part) == 4 and part.isalpha()]
    mine = {
        name
        for name, (_, scripts, languages) in SCRIPTS.items()
        if (told[0] in scripts.split() if told else language in languages.split())
    }
    for name, (letters, _, _) in SCRIPTS.items():
        if name not in mine and letters.search(text):
            return name
    passages = LATIN.findall(text) if mine else ()
    return "Latin" if any(len(SMALL.findall(one)) >= SMALL_WORDS for one in passages) else ""
