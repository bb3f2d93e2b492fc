"""Scripts: takes a text and the tag of a language, gives the script in it that is not its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Script:
    """The letters of a script, its codes (ISO 15924), and the languages that are written in it."""

    letters: re.Pattern[str]
    codes: frozenset[str]
    languages: frozenset[str]


def _script(letters: str, codes: str, languages: str) -> Script:
    return Script(re.compile(letters), frozenset(codes.split()), frozenset(languages.split()))


SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        "Arabic": _script(
            "[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]+", "Arab Aran", "ar fa ur ps sd ug ckb"
        ),
        "Hebrew": _script("[\u05d0-\u05ea]+", "Hebr", "he yi"),
        "Hangul": _script("[\u1100-\u11ff\uac00-\ud7a3]+", "Kore Hang", "ko"),
        "kana": _script("[\u3041-\u30ff]+", "Jpan Hrkt Hira Kana", "ja"),
        "Han": _script("[\u4e00-\u9fff]+", "Hans Hant Hani Jpan Kore", "zh ja ko yue"),
        "Cyrillic": _script("[\u0400-\u052f]+", "Cyrl", "ru uk bg sr mk be kk ky mn tg"),
        "Greek": _script("[\u0370-\u03ff\u1f00-\u1fff]{2,}", "Grek", "el grc"),
        "Devanagari": _script("[\u0904-\u0939]+", "Deva", "hi mr ne sa"),
        "Thai": _script("[\u0e01-\u0e2e]+", "Thai", "th"),
    }
)
# Words in a row are a passage. A name stands in any text; nearly every word of it has a capital.
LATIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]+[^\w\n]+){5,}[A-Za-z\u00c0-\u024f]+")
SMALL = re.compile(r"\b[a-z\u00df-\u00ff]")
# What says nothing of a language: `und` and `zxx`, and the tags of one's own making.
UNTOLD = frozenset({"", "und", "zxx", "mul", "mis", "x"})
LONG = 14  # letters: some scripts part no words
FROM_RIGHT = ("Arabic", "Hebrew")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|x(?:-[A-Za-z0-9]{1,8})+")


def is_language(tag: str) -> bool:
    """Return whether a tag can be one of a language (BCP 47)."""
    return _TAG.fullmatch(tag) is not None


def strange(text: str, tag: str) -> str:
    """Return a script in the text that this language is not written in; or nothing."""
    if tag.partition("-")[0].lower() in UNTOLD:
        return ""
    own = scripts(tag)
    for name, script in SCRIPTS.items():
        if name not in own and _is_passage(script, text):
            return name
    found = LATIN.search(text) if own else None
    return "Latin" if found and len(SMALL.findall(found[0])) > 1 else ""


def _is_passage(script: Script, text: str) -> bool:
    """Return whether more than a name stands in a script: three words, or one that is as long."""
    found = script.letters.findall(text)
    return len(found) > 2 or sum(map(len, found)) > LONG


def scripts(tag: str) -> frozenset[str]:
    """Return the names of the scripts that a language is written in; none is Latin's."""
    language, *more = tag.split("-")
    told = [part.title() for part in more if len(part) == 4 and part.isalpha()]
    return frozenset(
        name
        for name, script in SCRIPTS.items()
        if (told[0] in script.codes if told else language.lower() in script.languages)
    )


def direction(tag: str) -> str:
    """Return where the lines of a language begin: `rtl` from the right, else `ltr`."""
    return "rtl" if scripts(tag).intersection(FROM_RIGHT) else "ltr"
