"""Find marks of punctuation that belong to another script or language: `السلام, والعدالة`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.catalogues.lint.plain_text import OBJECT_CHARACTER

_ARABIC = re.compile(
    rf"[\u0620-\u064a\u066e-\u06d3{OBJECT_CHARACTER}][\u064b-\u0652]*[»”)\]]?\s?([,;?])(?![\d])"
)
_IN_ARABIC = {",": "،", ";": "؛", "?": "؟"}
# Japanese has ASCII colons too.
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々][」』》〉”’）)]?([,.;:!?])(?![0-9A-Za-z./])")
_IN_EAST = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？"}
_IN_JAPANESE = {",": "、", ".": "。", ";": "；", "!": "！", "?": "？"}
_CJK = "\u3040-\u30ff\u3400-\u9fff々"
# Brackets that touch a letter, a comma before a word of Latin, and half-width forms of marks.
_HALF_WIDTH = re.compile(rf"(?<=[{_CJK}])[()]|[()](?=[{_CJK}])|(?<=[{_CJK}]),(?=[A-Za-z])|[｡｢｣､･]")
_FULL_WIDTH = {"(": "（", ")": "）", "｡": "。", "｢": "「", "｣": "」", "､": "、", "･": "・"}
_WIDE = re.compile("[，。、；：！？｡､]")
_RTL_MARKS = re.compile("[،؛؟]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][»”)]?(\?)")
# ¡¿Qué?! and ¡Qué dices? are one each; “?” as a sign, \? and (?) are none.
_OPENING = re.compile("[¿¡]+")
_CLOSING = re.compile(r"(?<=[^\W_]|[»”\"')\]…%￼])[?!]+")


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for each kind of mark that is out of place."""
    yield from _check_script_marks(pair)
    if pair.context.primary in ("es", "ast"):
        opened, closed = (len(runs.findall(pair.target.text)) for runs in (_OPENING, _CLOSING))
        if opened < closed:
            yield Remark("a question or a call is not opened", "write ¿ or ¡ where it begins")
        elif opened > closed:
            yield Remark("“¿” or “¡” is not closed", "write ? or ! where it ends")


def _check_script_marks(pair: MessagePair) -> Iterator[Remark]:
    text, language = pair.target.text, pair.context.language
    if language.script == "Arab":
        yield from _check_replacements(_ARABIC, _IN_ARABIC, text)
    elif _RTL_MARKS.search(text) and not language.is_rtl:
        yield from _check_foreign_marks(_RTL_MARKS, pair)
    if pair.context.primary in ("zh", "ja", "yue"):
        is_japanese = pair.context.primary == "ja"
        marks = _FULL_WIDTH | (_IN_JAPANESE if is_japanese else _IN_EAST)
        yield from _check_replacements(_HALF_WIDTH if _HALF_WIDTH.search(text) else _EAST, marks, text)
    elif _WIDE.search(text):
        yield from _check_foreign_marks(_WIDE, pair)
    if pair.context.primary == "el":
        yield from _check_replacements(_GREEK, {"?": ";"}, text)


def _check_replacements(
    pattern: re.Pattern[str], replacements: dict[str, str], text: str
) -> Iterator[Remark]:
    marks = [mark for mark in dict.fromkeys(pattern.findall(text)) if mark in replacements]
    if marks:
        better = " ".join(replacements[mark] for mark in marks)
        yield Remark(f"“{' '.join(marks)}” stands beside letters of the language", f"write {better}")


def _check_foreign_marks(pattern: re.Pattern[str], pair: MessagePair) -> Iterator[Remark]:
    marks = dict.fromkeys(pattern.findall(pair.target.text))
    foreign = [mark for mark in marks if mark not in pair.source.text]
    if foreign:
        yield Remark(f"“{' '.join(foreign)}” is a mark of another script")


RULE = Rule(
    code="catalogue/marks",
    check=check,
    what="marks of punctuation of another script or language",
    why="they look foreign and stand in the wrong place",
    fix="write those of the language",
)
