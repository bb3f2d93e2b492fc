"""Find spaces that are too many, missing, or in the wrong place: `Qui décide?` in French.

Any space is accepted before ; : ! ? and within « » there; a no-break space is best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.catalogues.lint.plain_text import OBJECT_CHARACTER as _OBJECT
from build_tools.model import Language

_SPACES = " \u00a0\u2009\u202f"
_DOUBLE = re.compile(rf"[{_SPACES}]{{2,}}")
_SPACE_BEFORE_STOP = re.compile(rf"(?<=[\w{_OBJECT})»”])[{_SPACES}]([,.،。，])(?=[\s)\]»”]|$)")
_SPACE_BEFORE_MARK = re.compile(rf"(?<=[\w{_OBJECT})»”])[{_SPACES}]([;:!?؛؟])(?=[\s)\]»”]|$)")
_SPACE_IN_BRACKETS = re.compile(rf"[(\[][{_SPACES}](?=[^\W_])|(?<=[^\W_])[{_SPACES}][)\]]")
_NO_SPACE_AFTER_MARK = re.compile(r"(?<=[^\W\d_][^\W\d_])([,;!?،؛؟])(?=[^\W\d_])")
# Where a space before such a mark is a slip; elsewhere it may be the custom.
_LANGUAGES_WITHOUT_SPACE = frozenset({
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "gl", "he", "hr",
    "hu", "id", "is", "it", "ko", "lt", "lv", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "tr", "uk",
})  # fmt: skip


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for each kind of slip that the source does not have too."""
    text, source = pair.target.text, pair.source.text
    language, is_spaced = pair.context.language, pair.context.is_spaced
    for pattern, message, remedy in _list_spacing_patterns(language, is_spaced):
        match = pattern.search(text)
        if match and not pattern.search(source):
            yield Remark(f"{message}: “{_quote_context(text, match)}”", remedy)
    missing = _compile_missing_space(pair.context.language)
    match = missing.search(text) if missing else None
    if match:
        message = f"no space stands where the language has one: “{_quote_context(text, match)}”"
        yield Remark(message, "write one, best one that does not break (U+202F or U+00A0)")
    if pair.msgstr[-1:].isspace() and not pair.msgid[-1:].isspace():
        yield Remark("the translation ends with a space", "delete it")
    if pair.msgstr[:1] in "\u00a0\u2009\u202f\u3000" and pair.msgid[:1] != pair.msgstr[:1]:
        yield Remark("the translation begins with a space", "delete it")


@lru_cache(maxsize=64)
def _list_spacing_patterns(
    language: Language, is_spaced: bool
) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    slips = [(_DOUBLE, "there are two spaces in a row", "keep one")]
    slips.append((_SPACE_BEFORE_STOP, "a space stands before a mark", "delete it"))
    slips.append((_SPACE_IN_BRACKETS, "a space stands inside a bracket", "delete it"))
    if language.tag.partition("-")[0].lower() in _LANGUAGES_WITHOUT_SPACE:
        slips.append((_SPACE_BEFORE_MARK, "a space stands before a mark", "delete it"))
    if is_spaced:
        slips.append((_NO_SPACE_AFTER_MARK, "no space stands after a mark", "write one"))
    return tuple(slips)


@lru_cache(maxsize=64)
def _compile_missing_space(language: Language) -> re.Pattern[str] | None:
    """Return a pattern for marks that lack their space; None if the language has no such mark."""
    marks = "".join(mark[1] for mark in language.spaces if mark[0].isspace() and mark[1] != "%")
    if not marks:
        return None
    quotes = r"|«(?=[^\s])|(?<=[^\s])»" if "»" in marks else ""
    single = re.escape(marks.replace("»", ""))
    return re.compile(rf"(?<=[\w{_OBJECT})\]»”\"’])[{single}](?=[\s)\]»”\"{_OBJECT}]|$){quotes}")


def _quote_context(text: str, match: re.Match[str]) -> str:
    """Return some characters around a match, in whole words if those are short."""
    start, end = max(match.start() - 12, 0), match.end() + 8
    while max(match.start() - 24, 0) < start and text[start - 1].isalnum():
        start -= 1
    while end < min(match.end() + 20, len(text)) and text[end].isalnum():
        end += 1
    return " ".join(text[start:end].replace(_OBJECT, "…").split(" ")).strip()


RULE = Rule(
    code="catalogue/spaces",
    check=check,
    what="spaces too many, too few or in the wrong place",
    why="they are seen on paper, and a mark may come to stand alone",
    fix="set them as the language does",
)
