"""Compute the fingerprint of translations that a proof prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.paths import compute_digest

# Few enough letters to compare by eye.
FINGERPRINT_LENGTH = 24
Pages = Mapping[str, Sequence[Message]]


def compute_fingerprint(pages: Pages) -> str:
    """Return a digest of the messages of pages and their translations, in groups of four letters."""
    rows = sorted(_describe_message(page, message) for page, several in pages.items() for message in several)
    letters = compute_digest("\n".join(rows))[:FINGERPRINT_LENGTH]
    return " ".join(letters[at : at + 4] for at in range(0, FINGERPRINT_LENGTH, 4))


def compute_page_fingerprints(pages: Iterable[PageCatalogue]) -> dict[str, str]:
    """Return the fingerprint of each page by its name, and by an empty name that of all."""
    messages = {page.name: tuple(page.messages.values()) for page in pages}
    each = {name: compute_fingerprint({name: several}) for name, several in messages.items()}
    return {"": compute_fingerprint(messages), **each}


def is_same_fingerprint(first: str, second: str) -> bool:
    """Return whether two fingerprints are the same, however they are typed."""
    return "".join(first.split()).lower() == "".join(second.split()).lower()


def iter_changed_messages(signed: Pages, current: Pages) -> Iterator[tuple[str, Message]]:
    """Yield page and message of what is not as it was signed."""
    known = {_describe_message(page, message) for page, several in signed.items() for message in several}
    for page, several in current.items():
        yield from ((page, each) for each in several if _describe_message(page, each) not in known)


def _describe_message(page: str, message: Message) -> str:
    state = "translated" if message.state == "refused" else message.state
    return "\0".join((page, message.msgid, state, message.msgstr))
