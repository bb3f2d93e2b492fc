"""Read the header and the messages, with their lines, of a catalogue that gettext accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.gettext_programs import (
    ValidCatalogue,
    check_all_catalogues,
    make_syntax_error,
)
from build_tools.catalogues.po_model import Catalogue, Entry
from build_tools.catalogues.po_parser import (
    UndecodableError,
    UnreadableError,
    parse_po_bytes,
    parse_previous_msgid,
)
from build_tools.catalogues.review.header_fields import CREATED, get_header_field
from build_tools.model import MessageState


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueContents:
    """Hold a catalogue's header fields, their names in lower case, and its messages.

    `unused` have a context or plural forms, which Sphinx never looks up.
    """

    header: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    unused: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()


def read_catalogue(path: Path, file: str) -> CatalogueContents:
    """Return the messages of one .po. Raises UserError as `check_all_catalogues`, `read_contents` do."""
    (catalogue,) = check_all_catalogues([(path, file)])
    return read_contents(catalogue, file)


def read_contents(catalogue: ValidCatalogue, file: str) -> CatalogueContents:
    """Return the messages of a catalogue in its order.

    GNU gettext decides the texts; the .po itself gives lines, flags and comments. Raises
    UserError `catalogue/syntax` if the header's charset or plural rule cannot be read.
    """
    try:
        parsed = _parse_lines(catalogue.po)
        gnu = GNUTranslations(BytesIO(catalogue.mo))
    except UndecodableError as error:
        raise make_syntax_error(file, error.line, error.fault, "save it as UTF-8") from error
    except (LookupError, ValueError, OSError) as error:
        message = f"the header or charset cannot be read: {error}"
        raise make_syntax_error(file, 1, message) from error
    texts = _get_mo_texts(gnu)
    live = parsed.live_entries.values()
    used = [entry for entry in live if _is_used(entry)]
    # Texts of a layout that only gettext can read have no line.
    rest = texts.keys() - {entry.msgid for entry in used}
    used += (Entry(msgid=msgid) for msgid in texts if msgid in rest)
    created = get_header_field(parsed.header.msgstr[0].split("\n"), CREATED)
    return CatalogueContents(
        header={name: value.strip() for name, value in gnu.info().items()} | {CREATED.lower(): created},
        messages=tuple(_make_message(entry, texts.get(entry.msgid, "")) for entry in used),
        unused=tuple(_make_message(e, e.msgstr[0]) for e in live if not _is_used(e)),
        obsolete=tuple(_make_message(e, e.msgstr[0]) for e in parsed.obsolete_entries),
    )


def _parse_lines(po: bytes) -> Catalogue:
    try:
        return parse_po_bytes(po)
    except UndecodableError:
        raise
    except UnreadableError:  # a layout that only gettext can read
        return Catalogue(header=Entry(msgid=""))


def _get_mo_texts(gnu: GNUTranslations) -> dict[str, str]:
    catalog: Mapping[Any, str] = vars(gnu)["_catalog"]
    return {
        msgid: text
        for msgid, text in catalog.items()
        if isinstance(msgid, str) and msgid and "\x04" not in msgid
    }


def make_messages(catalogue: Catalogue) -> tuple[Message, ...]:
    """Return the messages of a catalogue that gettext did not compile: of an older version, say."""
    used = filter(_is_used, catalogue.live_entries.values())
    return tuple(_make_message(entry, entry.msgstr[0] if entry.is_translated else "") for entry in used)


def _is_used(entry: Entry) -> bool:
    return entry.msgid_plural is None and not entry.msgctxt


def _make_message(entry: Entry, text: str) -> Message:
    state: MessageState = "translated" if text.strip() else "missing"
    articles = (line.split(" · ") for line in entry.source_comments if " · " in line)
    return Message(
        article=next((parts[1] for parts in articles if len(parts) == 3), ""),
        msgid=entry.msgid,
        msgstr=text or entry.msgstr[0],
        line=entry.line or None,
        state="fuzzy" if entry.is_fuzzy else state,
        comments=tuple(comment.strip() for comment in entry.comments),
        previous_msgid=_find_previous_msgid(entry) if entry.is_fuzzy else "",
    )


def _find_previous_msgid(entry: Entry) -> str:
    try:
        return parse_previous_msgid(entry)
    except (UnreadableError, IndexError):  # gettext reads no such comment
        return ""
