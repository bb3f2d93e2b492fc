"""Scripts: takes a text and the tag of a language, gives the script in it that is not its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_tools.unicode_data import find_script


@dataclass(frozen=True, slots=True)
class Script:
    """The letters of a script, and its codes (ISO 15924)."""

    letters: re.Pattern[str]
    codes: frozenset[str]


def _script(letters: str, codes: str) -> Script:
    return Script(re.compile(letters), frozenset(codes.split()))


SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        "Arabic": _script("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]+", "Arab Aran"),
        "Hebrew": _script("[\u05d0-\u05ea]+", "Hebr"),
        "Hangul": _script("[\u1100-\u11ff\uac00-\ud7a3]+", "Kore Hang"),
        "kana": _script("[\u3041-\u30ff]+", "Jpan Hrkt Hira Kana"),
        "Han": _script("[\u4e00-\u9fff]+", "Hans Hant Hani Jpan Kore"),
        "Cyrillic": _script("[\u0400-\u052f]+", "Cyrl"),
        "Greek": _script("[\u0370-\u03ff\u1f00-\u1fff]{2,}", "Grek"),
        "Devanagari": _script("[\u0904-\u0939]+", "Deva"),
        "Thai": _script("[\u0e01-\u0e2e]+", "Thai"),
    }
)
# Words in a row are a passage. A name stands in any text; nearly every word of it has a capital.
LATIN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]+[^\w\n]+){5,}[A-Za-z\u00c0-\u024f]+")
SMALL = re.compile(r"\b[a-z\u00df-\u00ff]")
# What says nothing of a language: `und` and `zxx`, and the tags of one's own making.
UNTOLD = frozenset({"", "und", "zxx", "mul", "mis", "x"})
LONG = 14  # letters: some scripts part no words
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
    code = find_script(tag)
    return frozenset(name for name, script in SCRIPTS.items() if code in script.codes)
