"""A catalogue's entries and header: takes what gettext accepted, gives Messages with lines."""

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

from build_tools.catalogues.fields import CREATED
from build_tools.catalogues.model import Message
from build_tools.catalogues.syntax import Accepted, charset_of, syntax
from build_tools.model import MessageState

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_CREATED = re.compile(rb'^[ \t]*"POT-Creation-Date: *(\d{4}-\d\d-\d\d)', re.MULTILINE)
_FORMER = re.compile(r"^#~\|.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a catalogue holds: its header's fields in lower case, and its entries.

    `unused` are entries with a context or plural forms, which Sphinx never looks up; `obsolete`
    those whose source is gone, kept for the day that it comes back.
    """

    header: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    unused: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()


def contents(catalogue: Accepted, file: str) -> Contents:
    """Return the entries of a catalogue in its order.

    GNU gettext decides the texts, Babel tells lines and flags. Raises Mendable
    `catalogue/syntax` where the header's charset or plural rule cannot be read.
    """
    try:
        gnu = GNUTranslations(BytesIO(catalogue.mo))
        lines = _parsed(catalogue.po)
    except (LookupError, ValueError, OSError) as error:
        raise syntax(file, 1, f"the header or charset cannot be read: {error}") from error
    entries = [entry for entry in lines if entry.id]
    texts = _texts(gnu)
    used = {entry.id: _message(entry, texts) for entry in entries if _is_used(entry)}
    rest = [_unplaced(msgid, text) for msgid, text in texts.items() if msgid not in used]
    return Contents(
        header={name: value.strip() for name, value in gnu.info().items()}
        | {CREATED.lower(): _created(catalogue.po)},
        messages=(*used.values(), *rest),
        unused=tuple(_unused(entry) for entry in entries if not _is_used(entry)),
        obsolete=tuple(_unused(entry) for entry in lines.obsolete.values()),
    )


class _Lines(Catalog):
    """Takes entries alone: Babel stumbles over odd dates and plural rules of a header."""

    num_plurals = 100

    def __setitem__(self, id: Any, message: Entry) -> None:
        if id:
            super().__setitem__(id, message)


def _parsed(po: bytes) -> Catalog:
    catalog = _Lines(charset="utf-8", creation_date=NEVER, revision_date=NEVER)
    # The .mo is UTF-8 whatever the .po is.
    text = po.decode(charset_of(po))
    # Babel knows no former msgid of what is obsolete, and would give up at it.
    lines = _FORMER.sub("", text).split("\n")
    try:
        PoFileParser(catalog, abort_invalid=True).parse(lines)
    except PoFileError:
        # A layout that only gettext can read: the texts are there, lines unknown.
        return _Lines(charset="utf-8", creation_date=NEVER, revision_date=NEVER)
    return catalog


def _created(po: bytes) -> str:
    """Return the day of a catalogue's template, empty where none is said: a .mo keeps it not."""
    found = _CREATED.search(po)
    return found[1].decode() if found else ""


def _texts(gnu: GNUTranslations) -> dict[str, str]:
    found: Mapping[Any, str] = vars(gnu)["_catalog"]
    return {
        msgid: text
        for msgid, text in found.items()
        if isinstance(msgid, str) and msgid and "\x04" not in msgid
    }


def _is_used(entry: Entry) -> bool:
    return isinstance(entry.id, str) and not entry.context


def _message(entry: Entry, texts: Mapping[str, str]) -> Message:
    msgid = str(entry.id)
    text = texts.get(msgid, "")
    return Message(
        msgid=msgid,
        msgstr=text or str(entry.string),
        line=entry.lineno,
        state="fuzzy" if entry.fuzzy else _state(text),
        comments=_comments(entry),
    )


def _comments(entry: Entry) -> tuple[str, ...]:
    """The translator's own; Babel takes a former msgid (`#|`) for one of them."""
    return tuple(line for line in entry.user_comments if not line.startswith("|"))


def _unplaced(msgid: str, text: str) -> Message:
    return Message(msgid=msgid, msgstr=text, state=_state(text))


def _unused(entry: Entry) -> Message:
    msgid, text = (_first(entry.id), _first(entry.string or ""))
    return Message(
        msgid=msgid,
        msgstr=text,
        line=entry.lineno,
        state="fuzzy" if entry.fuzzy else _state(text),
        comments=_comments(entry),
    )


def _state(text: str) -> MessageState:
    return "translated" if text.strip() else "missing"


def _first(texts: str | Sequence[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]
