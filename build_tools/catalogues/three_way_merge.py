"""Merge what two translators made of the same catalogue, message by message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from build_tools.catalogues.gettext_programs import WRAP_OPTIONS, run_msgcat
from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Catalogue, Entry, Key
from build_tools.catalogues.po_parser import parse_po
from build_tools.catalogues.po_writer import format_po
from build_tools.catalogues.review.header_fields import (
    CREATED,
    DIGESTS,
    REVISED,
    STATE,
    parse_header_fields,
    set_utf8_charset,
)

CONFLICT_PREFIX = " theirs: "
_STATES = ("draft", "reviewed", "approved")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
T = TypeVar("T")
Text = tuple[tuple[str, ...], str | None, bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeWayMerge:
    """Hold a merged catalogue, and the messages that both sides changed in different ways."""

    po: bytes
    conflicts: tuple[Entry, ...]


def merge_catalogues(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> ThreeWayMerge:
    """Return a catalogue with what each side changed since the base.

    A message that both changed differently keeps our text, fuzzy, with theirs as a comment.
    """
    sides = [_index_entries(each) for each in (base, ours, theirs)]
    merged: list[Entry] = []
    conflicts = set[Key]()
    for key in _merge_order(list(sides[1]), list(sides[2])):
        entry, is_conflict = _merge_entry(key, *(side.get(key) for side in sides))
        merged += [entry] if entry else []
        conflicts |= {key} if is_conflict else set()
    header = merge_headers(base.header, ours.header, theirs.header)
    merged.sort(key=lambda entry: entry.is_obsolete)
    po = run_msgcat(format_po(header, merged).encode(), ("--force-po", *WRAP_OPTIONS))
    written = parse_po(po.decode())
    return ThreeWayMerge(po=po, conflicts=tuple(one for one in written.entries if one.key in conflicts))


def _index_entries(catalogue: Catalogue) -> dict[Key, Entry]:
    """Return entries by key; a second text of a key is a comment of the first, as in an update."""
    entries: dict[Key, Entry] = {}
    comments: dict[Key, dict[str, None]] = {}
    for entry in sorted(catalogue.entries, key=lambda one: one.is_obsolete):
        first = entries.setdefault(entry.key, entry)
        texts = (text for text in entry.msgstr if text.strip() and text not in first.msgstr)
        copies = [f" obsolete: {quote_po_string(text)}" for text in texts]
        comments.setdefault(entry.key, {}).update(dict.fromkeys((*entry.comments, *copies)))
    return {key: replace(entry, comments=tuple(comments[key])) for key, entry in entries.items()}


def _merge_order(ours: list[Key], theirs: list[Key]) -> Iterator[Key]:
    """Yield the keys of both sides: ours in their order, each of theirs alone behind its neighbour."""
    followers: dict[Key | None, list[Key]] = {}
    own, last = set(ours), None
    for key in theirs:
        if key in own:
            last = key
        else:
            followers.setdefault(last, []).append(key)
    yield from followers.get(None, ())
    for key in ours:
        yield key
        yield from followers.get(key, ())


def _merge_entry(
    key: Key, base: Entry | None, ours: Entry | None, theirs: Entry | None
) -> tuple[Entry | None, bool]:
    """Return the merged entry, None if a side deleted it, and whether the sides contradict each other."""
    if ours is None or theirs is None:
        kept = ours or theirs
        is_deleted = base is not None and kept is not None and _get_content(kept) == _get_content(base)
        return (None if is_deleted else kept), False
    old = base or Entry(msgid=key[1], msgctxt=key[0], references=(), is_obsolete=ours.is_obsolete)
    text, is_conflict = _merge_text(_get_text(old), _get_text(ours), _get_text(theirs))
    msgstr, msgid_plural, is_fuzzy, previous_msgid = text
    flags = [flag for flag in _merge_lists(old.flags, ours.flags, theirs.flags) if flag != "fuzzy"]
    comments = _merge_lists(old.comments, ours.comments, theirs.comments)
    if is_conflict:
        # What no program can tell from our own text needs no comment.
        texts = [each for each in theirs.msgstr if each.strip() and each not in msgstr]
        comments += [f"{CONFLICT_PREFIX}{quote_po_string(each)}" for each in texts]
    # gettext drops an obsolete entry without a text, and its comments with it.
    has_content = any(each.strip() for each in msgstr) or not comments
    is_obsolete = has_content and _choose_changed(old.is_obsolete, ours.is_obsolete, theirs.is_obsolete)
    merged = replace(
        ours,
        msgstr=msgstr,
        msgid_plural=msgid_plural,
        flags=(*(["fuzzy"] if is_fuzzy or is_conflict else []), *flags),
        comments=tuple(dict.fromkeys(comments)),
        extracted_comments=_choose_changed(
            old.extracted_comments, ours.extracted_comments, theirs.extracted_comments
        ),
        references=_choose_changed(old.references, ours.references, theirs.references),
        previous_msgid=previous_msgid,
        is_obsolete=is_obsolete,
    )
    return merged, is_conflict


def _get_text(entry: Entry) -> Text:
    return entry.msgstr, entry.msgid_plural, entry.is_fuzzy, entry.previous_msgid


def _get_content(entry: Entry) -> tuple[Text, tuple[str, ...]]:
    return _get_text(entry), entry.comments


def _merge_text(base: Text, ours: Text, theirs: Text) -> tuple[Text, bool]:
    """Return the text of the side that changed it, and whether both did, in different ways."""
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return theirs, False
    empty = [side for side in (ours, theirs) if not any(text.strip() for text in side[0])]
    if empty:
        return (theirs if ours in empty else ours), False
    if ours[:2] == theirs[:2]:  # only one is sure of the same words
        return (ours if theirs[2] else theirs), False
    return ours, True


def _choose_changed(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours


def _merge_lists(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Return lines with what each side added, without what one side took away."""
    old, second = set(base), dict.fromkeys(theirs)
    first = [line for line in ours if line in second or line not in old]
    own = set(ours)
    return [*first, *(line for line in second if line not in own and line not in old)]


def merge_headers(base: Entry, ours: Entry, theirs: Entry) -> Entry:
    """Return a header with what each side changed; where both did, what the newer one says."""
    fields = [parse_header_fields(each) for each in (base, ours, theirs)]
    old, first, second = fields
    is_theirs_newer = _get_date(second, REVISED) > _get_date(first, REVISED)
    newer = second if is_theirs_newer else first
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*first, *second)):
        values = tuple(each.get(name, "") for each in fields)
        value = _choose_changed(*values) if values[0] in values[1:] else newer.get(name, "")
        if name in first or values[2] != values[0] or value:
            merged[name] = value
    merged |= _merge_special_fields(old, first, second)
    if REVISED in newer:  # the date and the name of one change stay together
        merged[REVISED] = newer[REVISED]
        merged["Last-Translator"] = newer.get("Last-Translator", "")
    lines = "".join(f"{name}: {value}\n" for name, value in merged.items())
    comments = _merge_lists(base.comments, ours.comments, theirs.comments)
    return set_utf8_charset(replace(ours, msgstr=(lines,), comments=tuple(dict.fromkeys(comments))))


def _merge_special_fields(
    old: Mapping[str, str], first: Mapping[str, str], second: Mapping[str, str]
) -> dict[str, str]:
    """Return the digests of both sides, the weaker state if both changed it, and the newer template."""
    fields: dict[str, str] = {}
    digests = [each.get(DIGESTS, "").split() for each in (old, first, second)]
    if any(digests[1:]):
        fields[DIGESTS] = " ".join(_merge_lists(*digests))
    states = [each.get(STATE, "draft") for each in (old, first, second)]
    if states[0] not in states[1:] and states[1] != states[2]:
        fields[STATE] = min(states[1:], key=lambda one: _STATES.index(one) if one in _STATES else 0)
    if CREATED in first or CREATED in second:
        newest = max(first, second, key=lambda one: _get_date(one, CREATED))
        fields[CREATED] = newest[CREATED]
    return fields


def _get_date(fields: Mapping[str, str], name: str) -> str:
    match = _DATE.match(fields.get(name, ""))
    return match[0] if match else ""
