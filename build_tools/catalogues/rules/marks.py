"""Takes a pair, tells of marks of punctuation that belong to another script or language.

, ; ? beside Arabic letters; , . ; : ! ? after Chinese or Japanese letters; marks of East Asia
or of Arabic elsewhere; ? in Greek; ? and ! in Spanish without ¿ and ¡.
Example: `السلام, والعدالة`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.bare import THING
from build_tools.catalogues.rules.pair import Pair, Said

_ARABIC = re.compile(
    rf"[\u0620-\u064a\u066e-\u06d3{THING}][\u064b-\u0652]*[»”)\]]?\s?([,;?])(?![\d])"
)
_IN_ARABIC = {",": "،", ";": "؛", "?": "؟"}
# Japanese has ASCII colons too.
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々][」』》〉”’）)]?([,.;:!?])(?![0-9A-Za-z./])")
_IN_EAST = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？"}
_IN_JAPANESE = {",": "、", ".": "。", ";": "；", "!": "！", "?": "？"}
_WIDE = re.compile("[，。、；：！？｡､]")
_RTL_MARKS = re.compile("[،؛؟]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][»”)]?(\?)")
# ¡¿Qué?! and ¡Qué dices? are one each; “?” as a sign, \? and (?) are none.
_OPENING = re.compile("[¿¡]+")
_CLOSING = re.compile(r"(?<=[^\W_]|[»”\"')\]…%￼])[?!]+")


def marks(pair: Pair) -> Iterator[Said]:
    """Yield one finding for each kind of mark that is out of place."""
    yield from _strange(pair)
    if pair.around.primary in ("es", "ast"):
        opened, closed = (len(runs.findall(pair.now.text)) for runs in (_OPENING, _CLOSING))
        if opened < closed:
            yield Said("a question or a call is not opened", "write ¿ or ¡ where it begins")
        elif opened > closed:
            yield Said("“¿” or “¡” is not closed", "write ? or ! where it ends")


def _strange(pair: Pair) -> Iterator[Said]:
    text, language = pair.now.text, pair.around.language
    if language.script == "Arab":
        yield from _instead(_ARABIC, _IN_ARABIC, text)
    elif _RTL_MARKS.search(text) and not language.is_rtl:
        yield from _unknown(_RTL_MARKS, pair)
    if pair.around.primary in ("zh", "ja", "yue"):
        is_japanese = pair.around.primary == "ja"
        yield from _instead(_EAST, _IN_JAPANESE if is_japanese else _IN_EAST, text)
    elif _WIDE.search(text):
        yield from _unknown(_WIDE, pair)
    if pair.around.primary == "el":
        yield from _instead(_GREEK, {"?": ";"}, text)


def _instead(pattern: re.Pattern[str], right: dict[str, str], text: str) -> Iterator[Said]:
    found = list(dict.fromkeys(match[1] for match in pattern.finditer(text) if match[1] in right))
    if found:
        better = " ".join(right[mark] for mark in found)
        yield Said(f"“{' '.join(found)}” stands beside letters of the language", f"write {better}")


def _unknown(pattern: re.Pattern[str], pair: Pair) -> Iterator[Said]:
    found = dict.fromkeys(pattern.findall(pair.now.text))
    foreign = [mark for mark in found if mark not in pair.source.text]
    if foreign:
        yield Said(f"“{' '.join(foreign)}” is a mark of another script")
