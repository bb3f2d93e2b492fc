"""Find what is not as it was reviewed, and what it was: in the catalogue itself, or in git."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.catalogues.edition_catalogues import HeaderStatus, Message, PageCatalogue
from build_tools.catalogues.git_history import open_git_history
from build_tools.catalogues.po_parser import UnreadableError, parse_po_bytes
from build_tools.catalogues.po_reader import make_messages
from build_tools.catalogues.review.review_status import digest_message, is_reviewed
from build_tools.model import ReviewChange
from build_tools.paths import Root

ReviewedTexts = Mapping[str, Mapping[str, Message]]


def find_review_change(
    page: PageCatalogue | None, msgid: str, reviewed: Mapping[str, Message]
) -> ReviewChange | None:
    """Return what a message of a reviewed page was, if it is new or another now; None for all others.

    `reviewed` are older messages by msgid. What is not known is empty.
    """
    if page is None or not page.header_status.digests:
        return None
    message = page.messages.get(msgid)
    if is_reviewed(message, page.header_status):
        return None
    former = reviewed.get(msgid) or _find_former_message(message, page.header_status, reviewed)
    return ReviewChange(msgid=former.msgid, msgstr=former.msgstr) if former else ReviewChange()


def _find_former_message(
    message: Message | None, header_status: HeaderStatus, reviewed: Mapping[str, Message]
) -> Message | None:
    """Return the message that a fuzzy one was made of, if that was reviewed."""
    if message is None:
        return None
    own = (Message(msgid=msgid, msgstr=message.msgstr) for msgid in (message.msgid, message.previous_msgid))
    unmarked = next((one for one in own if digest_message(one) in header_status.digests), None)
    return unmarked or reviewed.get(message.previous_msgid)


def find_reviewed_texts(root: Root, folder: Path, pages: Iterable[PageCatalogue]) -> ReviewedTexts:
    """Return by page what git has of the messages that were reviewed and are no longer there.

    `folder` is that of the catalogues of the pages.
    """
    lost = [(page, digests) for page in pages if (digests := _list_lost_digests(page))]
    if not lost:
        return {}
    history = open_git_history(root, folder)
    versions = history.list_versions([page.file for page, _ in lost])
    blobs = history.read_blobs(version.blob for several in versions.values() for version in several)
    return {
        page.name: _collect_messages(
            (blobs.get(version.blob, b"") for version in versions.get(page.file, ())), digests
        )
        for page, digests in lost
    }


def _list_lost_digests(page: PageCatalogue) -> frozenset[str]:
    return page.header_status.digests - set(map(digest_message, page.messages.values()))


def _collect_messages(catalogues: Iterable[bytes], digests: frozenset[str]) -> dict[str, Message]:
    """Return the messages with these digests by msgid; read no older version than they need."""
    found: dict[str, Message] = {}
    missing = set(digests)
    for data in catalogues:
        if not missing:
            break
        for message in _read_messages(data):
            digest = digest_message(message)
            if digest in missing:
                missing.discard(digest)
                found.setdefault(message.msgid, message)
    return found


def _read_messages(data: bytes) -> tuple[Message, ...]:
    try:
        return make_messages(parse_po_bytes(data))
    except UnreadableError:
        return ()
