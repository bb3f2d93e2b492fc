"""Takes a pair, tells of spaces too many, too few, or in the wrong place.

Two spaces in a row, a space at the end, before a comma or stop or within brackets; a space that
is missing after a mark, or, in French, before ; : ! ? and within « ». Any space will do there,
one that does not break is best.
Example: `Qui décide?` in French, `¿Quién ?` in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.catalogues.rules.bare import THING
from build_tools.catalogues.rules.conventions import closes_up, spaced_marks
from build_tools.catalogues.rules.pair import Pair, Said
from build_tools.model import Language

_S = " \u00a0\u2009\u202f"
_DOUBLE = re.compile(rf"[{_S}]{{2,}}")
_BEFORE = re.compile(rf"(?<=[\w{THING})»”])[{_S}]([,.،。，])(?=[\s)\]»”]|$)")
_BEFORE_ANY = re.compile(rf"(?<=[\w{THING})»”])[{_S}]([;:!?؛؟])(?=[\s)\]»”]|$)")
_INSIDE = re.compile(rf"[(\[][{_S}](?=[^\W_])|(?<=[^\W_])[{_S}][)\]]")
_RUN_ON = re.compile(r"(?<=[^\W\d_][^\W\d_])([,;!?،؛؟])(?=[^\W\d_])")

_WRITE = "write one, best one that does not break (U+202F or U+00A0)"


def spaces(pair: Pair) -> Iterator[Said]:
    """Yield one finding for each kind of slip that the source does not have too."""
    text, source = pair.now.text, pair.source.text
    for pattern, message, remedy in _slips(pair.around.language, pair.around.is_spaced):
        found = pattern.search(text)
        if found and not pattern.search(source):
            yield Said(f"{message}: “{_near(text, found)}”", remedy)
    missing = _unspaced(pair.around.language)
    found = missing.search(text) if missing else None
    if found:
        yield Said(f"no space stands where the language has one: “{_near(text, found)}”", _WRITE)
    if pair.msgstr[-1:].isspace() and not pair.msgid[-1:].isspace():
        yield Said("the translation ends with a space", "delete it")
    if pair.msgstr[:1] in "\u00a0\u2009\u202f\u3000" and pair.msgid[:1] != pair.msgstr[:1]:
        yield Said("the translation begins with a space", "delete it")


@lru_cache(maxsize=64)
def _slips(language: Language, is_spaced: bool) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    slips = [(_DOUBLE, "there are two spaces in a row", "keep one")]
    slips.append((_BEFORE, "a space stands before a mark", "delete it"))
    slips.append((_INSIDE, "a space stands inside a bracket", "delete it"))
    if closes_up(language):
        slips.append((_BEFORE_ANY, "a space stands before a mark", "delete it"))
    if is_spaced:
        slips.append((_RUN_ON, "no space stands after a mark", "write one"))
    return tuple(slips)


@lru_cache(maxsize=64)
def _unspaced(language: Language) -> re.Pattern[str] | None:
    """What shall have a space before it, or after « , and has none; None where nothing shall."""
    marks = spaced_marks(language)
    if not marks:
        return None
    quotes = r"|«(?=[^\s])|(?<=[^\s])»" if "»" in marks else ""
    single = re.escape(marks.replace("»", ""))
    return re.compile(rf"(?<=[\w{THING})\]»”\"’])[{single}](?=[\s)\]»”\"{THING}]|$){quotes}")


def _near(text: str, found: re.Match[str]) -> str:
    """Some letters around what was found, in whole words where those are short."""
    start, end = max(found.start() - 12, 0), found.end() + 8
    while max(found.start() - 24, 0) < start and text[start - 1].isalnum():
        start -= 1
    while end < min(found.end() + 20, len(text)) and text[end].isalnum():
        end += 1
    return " ".join(text[start:end].replace(THING, "…").split(" ")).strip()
