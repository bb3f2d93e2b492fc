"""Takes a pair, tells where it ends in another mark than its source.

The last mark, of any script: a full stop, a question or exclamation mark, a colon, a comma or
semicolon, dots, or none.
Example: `Who decides?`, `Qui décide.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_CLOSERS = " \u00a0\u202f)]}\"'»›”’“‘」』》〉）】*"
_KINDS = {
    "a full stop": ".。．｡।॥։۔።။។᠃།",
    "a question mark": "?？؟⸮፧",
    "an exclamation mark": "!！՜",
    "a colon": ":：፡",
    "a comma or semicolon": ",;，；،؛、､",
    "dots": "…⋯",
}
_KIND_OF = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
_NONE, _STOP = "no mark", "a full stop"
_QUOTES = "\"'»›”’“‘」』》〉"
_ABBREVIATION = re.compile(
    r"\betc\.$|[^\W\d_]{1,3}\.\s?[^\W\d_]{1,3}\.$|^\S{1,5}\.$|\d\.$", re.IGNORECASE
)
# Their sentences end in no mark, in one of several, or ask within the word.
_OWN_WAY = frozenset({"th", "lo", "bo", "dz", "hy"})


def end_mark(pair: Pair) -> Iterator[Said]:
    """Yield a finding where the last marks differ in kind."""
    source = _kind(pair.source.ending, pair.around.source_primary)
    now = _kind(pair.now.ending, pair.around.primary)
    if source != now and not _may_differ(source, now, pair):
        yield Said(f"the source ends with {source}, the translation with {now}")


def _may_differ(source: str, now: str, pair: Pair) -> bool:
    if pair.around.primary in _OWN_WAY:
        return True
    # “They are called:” is a sentence with its stop in Korean, Japanese and Chinese.
    if pair.around.language.writing_system == "cjk" and source == "a colon":
        return now == _STOP
    if _NONE not in (source, now):
        return False
    if _STOP not in (source, now) and (
        _is_quoted(pair.source.ending) or _is_quoted(pair.now.ending)
    ):
        return True
    # How items of a list end is each language's own; so is it where they complete a sentence.
    is_item = {source, now} <= {"a comma or semicolon", _NONE} or pair.source.text[:1].islower()
    return is_item or _is_short(pair.source.ending) or _is_short(pair.now.ending)


def _kind(text: str, primary: str) -> str:
    ending = text.rstrip(_CLOSERS)
    if ending.endswith(("...", "。。。")):
        return "dots"
    last = ending[-1:]
    if primary == "el" and last in (";", "\u037e"):
        return "a question mark"
    return _KIND_OF.get(last, _NONE)


def _is_quoted(text: str) -> bool:
    """Whether the last mark stands within a quotation, which may be elsewhere in another order."""
    return text[-1:] in _QUOTES


def _is_short(text: str) -> bool:
    """Whether a text may end in an abbreviation or an ordinal."""
    return _ABBREVIATION.search(text.rstrip(_CLOSERS)) is not None
