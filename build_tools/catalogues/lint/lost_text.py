"""Find translated words that reach no page.

The msgstr is compared with the words in the translated doctree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message, PageCatalogue
from build_tools.model import Edition, Finding, Place
from build_tools.sphinx_ext.translation import message_outcomes
from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

MAX_WORDS = 8


def find_lost_text(
    compiled: EditionCatalogues, message_outcomes: Iterable[MessageOutcome], edition: Edition
) -> Iterator[Finding]:
    """Yield an error for each translated message of which a word is missing in its edition.

    A rejected message has its own finding, and a fuzzy one is a note: neither is used yet.
    """
    outcomes = {(each.page, each.msgid): each for each in message_outcomes}
    for page in compiled.pages.values():
        for message in page.messages.values():
            for words in _explain_loss(message, outcomes.get((page.name, message.msgid))):
                yield _make_lost_text_finding(words, page, message, edition)


def find_unlisted_messages(
    compiled: EditionCatalogues, message_outcomes: Iterable[MessageOutcome], edition: Edition
) -> Iterator[Finding]:
    """Yield a note for each page that has messages which its catalogue lacks."""
    if not compiled.pages:
        return  # that there is no translation at all is told already
    for page, count in Counter(
        _iter_pages_of_unlisted_messages(compiled, message_outcomes)
    ).items():
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


def _iter_pages_of_unlisted_messages(
    compiled: EditionCatalogues, message_outcomes: Iterable[MessageOutcome]
) -> Iterator[str]:
    for page, msgid in dict.fromkeys((each.page, each.msgid) for each in message_outcomes):
        if compiled.get_message(page, msgid) is None:
            yield page


def _explain_loss(message: Message, outcome: MessageOutcome | None) -> Iterator[str]:
    if message.state != "translated" or message.msgstr in ("", message.msgid):
        return
    if outcome is None:
        yield (
            "the page has no such message, so nothing of this translation is used"
            " — editions catalogue update puts it where it belongs"
        )
        return
    words = _find_lost_words(message, outcome)
    if words:
        yield (
            f"{_quote_words(words)} of the translation do not reach the page"
            " — write it as one plain paragraph, with the marks of the source and no others"
        )


def _find_lost_words(message: Message, outcome: MessageOutcome) -> tuple[str, ...]:
    """Return the words lost between msgstr and page, and what the sanitizer left out."""
    left_out = Counter(message.msgstr) - Counter(message.text)
    lost_characters = "".join(sorted(filter(str.isalnum, left_out)))
    return (
        *message_outcomes.find_lost_words(message.text, outcome),
        *([lost_characters] if lost_characters else []),
    )


def _quote_words(words: tuple[str, ...]) -> str:
    more = f" and {len(words) - MAX_WORDS} more words" if len(words) > MAX_WORDS else ""
    return "".join(("“", " ".join(words[:MAX_WORDS]), "”", more))


def _make_lost_text_finding(
    words: str, page: PageCatalogue, message: Message, edition: Edition
) -> Finding:
    return Finding(
        code="catalogue/lost-text",
        severity="error",
        message=words,
        place=message.make_place(page.file),
        publication=edition.publication.id,
        language=edition.language.tag,
    )
