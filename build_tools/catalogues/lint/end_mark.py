"""Compare the last marks of a translation and its source: `Who decides?` and `Qui décide.` differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

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
_ABBREVIATION = re.compile(r"\betc\.$|[^\W\d_]{1,3}\.\s?[^\W\d_]{1,3}\.$|^\S{1,5}\.$|\d\.$", re.IGNORECASE)
# Their sentences end in no mark, in one of several, or ask within the word.
_UNCHECKED_LANGUAGES = frozenset({"th", "lo", "bo", "dz", "hy"})


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where the last marks differ in kind."""
    source = _classify_end_mark(pair.source.ending, pair.context.source_primary)
    target = _classify_end_mark(pair.target.ending, pair.context.primary)
    if source != target and not _is_allowed_difference(source, target, pair):
        yield Remark(f"the source ends with {source}, the translation with {target}")


def _is_allowed_difference(source: str, target: str, pair: MessagePair) -> bool:
    if pair.context.primary in _UNCHECKED_LANGUAGES:
        return True
    # “They are called:” is a sentence with its stop in Korean, Japanese and Chinese.
    if pair.context.language.writing_system == "cjk" and source == "a colon":
        return target == _STOP
    if _NONE not in (source, target):
        return False
    if _STOP not in (source, target) and (_is_quoted(pair.source.ending) or _is_quoted(pair.target.ending)):
        return True
    # How items of a list end is each language's own; so is it where they complete a sentence.
    is_item = {source, target} <= {"a comma or semicolon", _NONE} or pair.source.text[:1].islower()
    return is_item or _is_short(pair.source.ending) or _is_short(pair.target.ending)


def _classify_end_mark(text: str, primary: str) -> str:
    ending = text.rstrip(_CLOSERS)
    if ending.endswith(("...", "。。。")):
        return "dots"
    last = ending[-1:]
    if primary == "el" and last in (";", "\u037e"):
        return "a question mark"
    return _KIND_OF.get(last, _NONE)


def _is_quoted(text: str) -> bool:
    """Return whether the last mark is in a quotation, which another word order may move."""
    return text[-1:] in _QUOTES


def _is_short(text: str) -> bool:
    """Return whether a text may end in an abbreviation or an ordinal."""
    return _ABBREVIATION.search(text.rstrip(_CLOSERS)) is not None


RULE = Rule(
    code="catalogue/end-mark",
    check=check,
    what="a final mark that differs from the one in the source",
    why="a title with a stop, or a sentence without one, is a slip",
    fix="end as the source ends, in the marks of the language",
)
