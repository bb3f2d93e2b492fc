"""Find translated words that reach no page: compare the msgstr with the translated doctree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message
from build_tools.model import Edition, Finding, Place
from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome, find_lost_words

MAX_WORDS = 8


def find_lost_text(
    compiled: EditionCatalogues, outcomes: Iterable[MessageOutcome], edition: Edition
) -> Iterator[Finding]:
    """Yield an error for each message, neither fuzzy nor rejected, that loses a word in its edition."""
    outcome_of = {(outcome.page, outcome.msgid): outcome for outcome in outcomes}
    for page in compiled.pages.values():
        for message in page.messages.values():
            text = _explain_loss(message, outcome_of.get((page.name, message.msgid)))
            if text:
                yield Finding(
                    code="catalogue/lost-text",
                    severity="error",
                    message=text,
                    place=message.make_place(page.file),
                    publication=edition.publication.id,
                    language=edition.language.tag,
                )


def find_unlisted_messages(
    compiled: EditionCatalogues, outcomes: Iterable[MessageOutcome], edition: Edition
) -> Iterator[Finding]:
    """Yield a note for each page that has messages which its catalogue lacks."""
    if not compiled.pages:
        return  # a translation that is missing entirely has its own finding
    msgids = dict.fromkeys((outcome.page, outcome.msgid) for outcome in outcomes)
    pages = (page for page, msgid in msgids if compiled.get_message(page, msgid) is None)
    for page, count in Counter(pages).items():
        catalogue = compiled.pages.get(page)
        yield Finding(
            code="catalogue/missing",
            severity="note",
            message=f"messages of {page} that are in no catalogue: {count}; the source stands in"
            f" their place — run editions catalogue update -l {edition.language.tag}",
            place=Place(file=catalogue.file if catalogue else f"source/{page}.rst"),
            publication=edition.publication.id,
            language=edition.language.tag,
        )


def _explain_loss(message: Message, outcome: MessageOutcome | None) -> str:
    if message.state != "translated" or message.msgstr in ("", message.msgid):
        return ""
    if outcome is None:
        return (
            "the page has no such message, so nothing of this translation is used"
            " — editions catalogue update puts it where it belongs"
        )
    words = _find_lost_words(message, outcome)
    more = f" and {len(words) - MAX_WORDS} more words" if len(words) > MAX_WORDS else ""
    if not words:
        return ""
    return (
        f"“{' '.join(words[:MAX_WORDS])}”{more} of the translation do not reach the page"
        " — write it as one plain paragraph, with the marks of the source and no others"
    )


def _find_lost_words(message: Message, outcome: MessageOutcome) -> tuple[str, ...]:
    """Return the words lost between msgstr and page, and what the sanitizer left out."""
    left_out = Counter(message.msgstr) - Counter(message.text)
    lost_characters = "".join(sorted(filter(str.isalnum, left_out)))
    words = find_lost_words(message.text, outcome)
    return (*words, lost_characters) if lost_characters else tuple(words)
