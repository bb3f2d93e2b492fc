"""Read the header and the messages, with their lines, of a catalogue that gettext accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from gettext import GNUTranslations
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, PoFileParser

from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.msgfmt import ValidCatalogue, detect_charset, make_syntax_error
from build_tools.catalogues.review.header_fields import CREATED
from build_tools.model import MessageState

FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_CREATED = re.compile(rb'^[ \t]*"POT-Creation-Date: *(\d{4}-\d\d-\d\d)', re.MULTILINE)
_OBSOLETE_PREVIOUS = re.compile(r"^#~\|.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueContents:
    """Hold a catalogue's header fields, their names in lower case, and its messages.

    `unused` are messages with a context or plural forms, which Sphinx never looks up; `obsolete`
    those that the source no longer has, kept in case they come back.
    """

    header: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    unused: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()


def read_contents(catalogue: ValidCatalogue, file: str) -> CatalogueContents:
    """Return the messages of a catalogue in its order.

    GNU gettext decides the texts, Babel gives lines and flags. Raises UserError
    `catalogue/syntax` if the header's charset or plural rule cannot be read.
    """
    try:
        gnu = GNUTranslations(BytesIO(catalogue.mo))
        catalog = _parse_with_babel(catalogue.po)
    except (LookupError, ValueError, OSError) as error:
        raise make_syntax_error(
            file, 1, f"the header or charset cannot be read: {error}"
        ) from error
    entries = [entry for entry in catalog if entry.id]
    texts = _get_mo_texts(gnu)
    used = {entry.id: _make_message(entry, texts) for entry in entries if _is_used(entry)}
    rest = [
        _make_message_without_line(msgid, text)
        for msgid, text in texts.items()
        if msgid not in used
    ]
    return CatalogueContents(
        header={name: value.strip() for name, value in gnu.info().items()}
        | {CREATED.lower(): _find_creation_day(catalogue.po)},
        messages=(*used.values(), *rest),
        unused=tuple(_make_unused_message(entry) for entry in entries if not _is_used(entry)),
        obsolete=tuple(_make_unused_message(entry) for entry in catalog.obsolete.values()),
    )


class _EntryCatalog(Catalog):
    """Store entries only: Babel fails on odd dates and plural rules in a header."""

    num_plurals = 100

    def __setitem__(self, id: Any, message: Entry) -> None:
        if id:
            super().__setitem__(id, message)


def _parse_with_babel(po: bytes) -> Catalog:
    catalog = _EntryCatalog(charset="utf-8", creation_date=FIXED_DATE, revision_date=FIXED_DATE)
    # The .mo is UTF-8 whatever the .po is.
    text = po.decode(detect_charset(po))
    # Babel knows no former msgid of what is obsolete, and would give up at it.
    lines = _OBSOLETE_PREVIOUS.sub("", text).split("\n")
    try:
        PoFileParser(catalog, abort_invalid=True).parse(lines)
    except PoFileError:
        # A layout that only gettext can read: the texts are there, lines unknown.
        return _EntryCatalog(charset="utf-8", creation_date=FIXED_DATE, revision_date=FIXED_DATE)
    return catalog


def _find_creation_day(po: bytes) -> str:
    """Return the day of a catalogue's template, or an empty string; a .mo does not hold it."""
    match = _CREATED.search(po)
    return match[1].decode() if match else ""


def _get_mo_texts(gnu: GNUTranslations) -> dict[str, str]:
    catalog: Mapping[Any, str] = vars(gnu)["_catalog"]
    return {
        msgid: text
        for msgid, text in catalog.items()
        if isinstance(msgid, str) and msgid and "\x04" not in msgid
    }


def _is_used(entry: Entry) -> bool:
    return isinstance(entry.id, str) and not entry.context


def _make_message(entry: Entry, texts: Mapping[str, str]) -> Message:
    msgid = str(entry.id)
    text = texts.get(msgid, "")
    return Message(
        msgid=msgid,
        msgstr=text or str(entry.string),
        line=entry.lineno,
        state="fuzzy" if entry.fuzzy else _get_message_state(text),
        comments=_get_translator_comments(entry),
    )


def _get_translator_comments(entry: Entry) -> tuple[str, ...]:
    """Return the translator's own comments; Babel also counts a previous msgid (`#|`) as one."""
    return tuple(line for line in entry.user_comments if not line.startswith("|"))


def _make_message_without_line(msgid: str, text: str) -> Message:
    return Message(msgid=msgid, msgstr=text, state=_get_message_state(text))


def _make_unused_message(entry: Entry) -> Message:
    msgid, text = (_get_first_form(entry.id), _get_first_form(entry.string or ""))
    return Message(
        msgid=msgid,
        msgstr=text,
        line=entry.lineno,
        state="fuzzy" if entry.fuzzy else _get_message_state(text),
        comments=_get_translator_comments(entry),
    )


def _get_message_state(text: str) -> MessageState:
    return "translated" if text.strip() else "missing"


def _get_first_form(texts: str | Sequence[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]
