"""Find characters that cannot be seen, have no meaning, or show words in another order than they have.

Joiners are letters in Persian, Hindi and others; bidi marks are accepted in a right-to-left text, and
isolates and embeddings (UAX 9) around words of their own direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.model import Language

_OVERRIDES = "\u202d\u202e"
# Embeddings and overrides, then isolates, each with what closes it.
_CLOSING_OF = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_CLOSES = "\u202c\u2069"
_DIRECTION_OF = dict.fromkeys("\u202a\u2066", "ltr") | dict.fromkeys("\u202b\u2067", "rtl")
_LETTER_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# Each letter is compared with all that is open around it; no sentence needs so many.
_MAX_NESTED = 8
# Two runs, each turned on its own, with nothing but spaces between: a phrase that is cut in two.
_OPENS = "\u202a\u202b\u2066\u2067\u2068"
_NEIGHBOURS = re.compile(
    rf"[{_OPENS}]([^{_OPENS}{_CLOSES}]*)[{_CLOSES}](?=\s+[{_OPENS}]([^{_OPENS}{_CLOSES}]*))"
)
_BIDI_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = frozenset({
    "Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mong", "Mymr", "Orya", "Sinh",
    "Syrc", "Taml", "Telu", "Tibt",
})  # fmt: skip
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
# Several pictures that are shown as one: a family, a rainbow flag.
_EMOJI_JOINER = re.compile(f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])")
_SCRIPTS_WITHOUT_SPACES = frozenset({"Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0\ufffd\U0001d159"
# Signs that change the one before them: an accent any, a selector a symbol or a Chinese character.
_LONE_SIGN = re.compile(
    r"(?:^|(?<=\s))[\u0300-\u036f\ufe00-\ufe0f]"
    r"|(?<=[^\W\d_\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0f]"
)


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for each such character that the source does not have too."""
    text = pair.msgstr
    if text.isascii() and text.isprintable():
        return
    lone = _LONE_SIGN.search(text)
    if lone and lone[0] not in pair.msgid:
        yield Remark(f"{_format_code_point(lone[0])} stands alone, without the sign that it changes")
    if text.isprintable() and not any(mark in text for mark in _BLANK):
        return
    for char in dict.fromkeys(_EMOJI_JOINER.sub("", text)):
        reason = _explain_character(char, pair)
        if reason:
            yield Remark(f"the translation holds {_format_code_point(char)}, {reason}")
    controls = [char for char in text if char in _CLOSING_OF or char in _CLOSES]
    if controls and not _is_paired(controls):
        yield Remark("a control of direction is opened and not closed, or closed twice")
    language, source = pair.context.language, pair.context.source
    if controls and _reverses_words(text, language) and not _reverses_words(pair.msgid, source):
        yield Remark("a control of direction shows words in another order than they have")


def _explain_character(char: str, pair: MessagePair) -> str:
    """Return why a character does not belong there; an empty string if it does."""
    if char in pair.msgid or char in "\n\t" or (char.isprintable() and char not in _BLANK):
        return ""
    kind = unicodedata.category(char)
    if char in _OVERRIDES:
        return "which shows letters in another order than they have"
    if kind == "Zs" or _is_regular(char, pair.context.language):
        return ""
    if kind in ("Co", "Cn") or char == "\ufffd":
        return "which no font and no reader knows"
    return "which cannot be seen"


def _is_regular(char: str, language: Language) -> bool:
    if char in _CLOSING_OF or char in _CLOSES:
        return True  # in pairs, which is looked at as a whole
    if char in _BIDI_MARKS:
        return language.is_rtl
    if char in _JOINERS:
        return language.script in _JOINING_SCRIPTS
    if char == "\u200b":
        return language.script in _SCRIPTS_WITHOUT_SPACES
    # Signs that stand around a number, which are letters of Arabic and Syriac.
    return "\u0600" <= char <= "\u0605" or char in "\u06dd\u070f\u08e2"


def _is_paired(controls: list[str]) -> bool:
    opened: list[str] = []
    for char in controls:
        if char in _CLOSING_OF:
            opened.append(_CLOSING_OF[char])
        elif not opened or opened.pop() != char:
            return False
    return not opened


def _reverses_words(text: str, language: Language) -> bool:
    """Return whether an isolate or embedding turns letters of the direction around it.

    One of the direction around it has words stand as they stood without it.
    """
    if any(
        {language.direction, ""}.isdisjoint(map(_find_direction, each)) for each in _NEIGHBOURS.findall(text)
    ):
        return True
    opened: list[str] = []
    for char in text:
        if char in _CLOSING_OF:
            opened.append(_DIRECTION_OF.get(char, ""))
            if len(opened) > _MAX_NESTED:
                return True
        elif char in _CLOSES:
            del opened[-1:]
        elif direction := _LETTER_DIRECTIONS.get(unicodedata.bidirectional(char)):
            opened = [each or direction for each in opened]  # the first letter decides for U+2068
            pairs = pairwise((language.direction, *opened))
            if any(inner not in (outer, direction) for outer, inner in pairs):
                return True
    return False


def _find_direction(text: str) -> str:
    """Return the direction of the first letter of a text; an empty string without letters."""
    directions = (_LETTER_DIRECTIONS.get(unicodedata.bidirectional(char)) for char in text)
    return next(filter(None, directions), "")


def _format_code_point(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" {name.lower()}" if name else "")


RULE = Rule(
    code="catalogue/hidden",
    check=check,
    what="characters that nobody sees or that have no meaning",
    why="words with one are not found, copied or read aloud",
    fix="delete it, or type the word anew",
)
