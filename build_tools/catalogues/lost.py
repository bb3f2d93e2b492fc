"""Translated words that reach no page: takes an edition's catalogues and Arrivals, gives Findings.

Found by comparing what a translator wrote with what stands in the translated doctree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.catalogues.model import Compiled, Message, Page
from build_tools.charter import arrivals
from build_tools.charter.arrivals import Arrival
from build_tools.model import Edition, Finding, Place

MOST = 8


def lost_text(
    compiled: Compiled, arrived: Iterable[Arrival], edition: Edition
) -> Iterator[Finding]:
    """Yield an error for each translated message of which a word is not in its edition.

    A refused message has its own finding, and a fuzzy one is a note: neither is used yet.
    """
    there = {(each.page, each.msgid): each for each in arrived}
    for page in compiled.pages.values():
        for message in page.messages.values():
            for words in _told(message, there.get((page.name, message.msgid))):
                yield _finding(words, page, message, edition)


def absent(compiled: Compiled, arrived: Iterable[Arrival], edition: Edition) -> Iterator[Finding]:
    """Yield a note for each page that has messages of which its catalogue knows nothing."""
    if not compiled.pages:
        return  # that there is no translation at all is told already
    for page, count in Counter(_unknown(compiled, arrived)).items():
        catalogue = compiled.pages.get(page)
        place = Place(file=catalogue.file if catalogue else f"source/{page}.rst")
        yield Finding(
            code="catalogue/missing",
            severity="note",
            message=f"messages of {page} that are in no catalogue: {count}; the source stands in"
            f" their place — run editions catalogue update -l {edition.language.tag}",
            place=place,
            publication=edition.publication.id,
            language=edition.language.tag,
        )


def _unknown(compiled: Compiled, arrived: Iterable[Arrival]) -> Iterator[str]:
    for page, msgid in dict.fromkeys((each.page, each.msgid) for each in arrived):
        if compiled.message(page, msgid) is None:
            yield page


def _told(message: Message, arrival: Arrival | None) -> Iterator[str]:
    if message.state != "translated" or message.msgstr in ("", message.msgid):
        return
    if arrival is None:
        yield (
            "the page has no such message, so nothing of this translation is used"
            " — editions catalogue update puts it where it belongs"
        )
        return
    words = _missing(message, arrival)
    if words:
        yield (
            f"{_named(words)} of the translation do not reach the page"
            " — write it as one plain paragraph, with the marks of the source and no others"
        )


def _missing(message: Message, arrival: Arrival) -> tuple[str, ...]:
    """Return what is lost between msgstr and page, and what the gate itself left out."""
    left_out = Counter(message.msgstr) - Counter(message.text)
    gone = "".join(sorted(filter(str.isalnum, left_out)))
    return (*arrivals.lost(message.text, arrival), *([gone] if gone else []))


def _named(words: tuple[str, ...]) -> str:
    more = f" and {len(words) - MOST} more words" if len(words) > MOST else ""
    return "".join(("“", " ".join(words[:MOST]), "”", more))


def _finding(words: str, page: Page, message: Message, edition: Edition) -> Finding:
    return Finding(
        code="catalogue/lost-text",
        severity="error",
        message=words,
        place=message.place(page.file),
        publication=edition.publication.id,
        language=edition.language.tag,
    )
