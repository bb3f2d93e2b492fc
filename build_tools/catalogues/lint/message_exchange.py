"""Find pairs of messages of one page whose translations are exchanged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from build_tools.catalogues.edition_catalogues import PageCatalogue
from build_tools.catalogues.lint.text_length import measure_english_length
from build_tools.model import Edition

_NUMBER = re.compile(r"\d+")
_TARGET = re.compile(r"<([^<>`]+)>`|\[(#?\w+)\]_|:(?:ref|doc|term):`([^<>`]+)`")
# Twice as long or half as long is no good translation, exchanged with a third more or less it is.
_BAD, _GOOD = 2.2, 1.5
_MIN_LENGTH = 30

_Signature = tuple[frozenset[str], frozenset[str]]


def find_exchanged_messages(page: PageCatalogue, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the msgid of each message that has the translation of another, with the msgid of that one."""
    pairs = [
        (msgid, message.msgstr) for msgid, message in page.messages.items() if message.state == "translated"
    ]
    by_signature: defaultdict[tuple[_Signature, _Signature], list[str]] = defaultdict(list)
    for msgid, msgstr in pairs:
        signatures = _sign_text(msgid), _sign_text(msgstr)
        if signatures[0] != signatures[1]:
            by_signature[signatures].append(msgid)
    for (source, target), msgids in by_signature.items():
        partners = by_signature.get((target, source), ())
        if len(msgids) == len(partners) == 1:
            yield msgids[0], partners[0]
    yield from _find_exchanged_lengths(pairs, edition)


def _sign_text(text: str) -> _Signature:
    """Return what a translation has in common with its source: its numbers, and where it leads."""
    numbers = frozenset(str(int(number)) for number in _NUMBER.findall(text) if len(number) < 9)
    return numbers, frozenset("".join(found) for found in _TARGET.findall(text))


def _find_exchanged_lengths(pairs: list[tuple[str, str]], edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield neighbours of which one is far too long and the other far too short."""
    lengths = [
        (
            max(measure_english_length(msgid, edition.source.script), 1),
            max(measure_english_length(msgstr, edition.language.script), 1),
        )
        for msgid, msgstr in pairs
    ]
    for at in range(len(pairs) - 1):
        (source, target), (next_source, next_target) = lengths[at : at + 2]
        if max(source, next_source) < _MIN_LENGTH or _sign_text(pairs[at][0]) != _sign_text(pairs[at + 1][0]):
            continue
        is_bad = (
            _measure_distance(source, target) > _BAD and _measure_distance(next_source, next_target) > _BAD
        )
        is_good = max(_measure_distance(source, next_target), _measure_distance(next_source, target)) < _GOOD
        if is_bad and is_good:
            yield pairs[at][0], pairs[at + 1][0]
            yield pairs[at + 1][0], pairs[at][0]


def _measure_distance(one: float, other: float) -> float:
    return max(one / other, other / one)
