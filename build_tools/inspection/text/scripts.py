"""Find text in a script that does not belong to a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.script_direction import find_script


@dataclass(frozen=True, slots=True)
class Script:
    """Describe a script: its letters and its ISO 15924 codes."""

    letters: re.Pattern[str]
    codes: frozenset[str]


def _make_script(letters: str, codes: str) -> Script:
    return Script(re.compile(letters), frozenset(codes.split()))


SCRIPTS: Mapping[str, Script] = {
    "Arabic": _make_script("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]+", "Arab Aran"),
    "Hebrew": _make_script("[\u05d0-\u05ea]+", "Hebr"),
    "Hangul": _make_script("[\u1100-\u11ff\uac00-\ud7a3]+", "Kore Hang"),
    "kana": _make_script("[\u3041-\u30ff]+", "Jpan Hrkt Hira Kana"),
    "Han": _make_script("[\u4e00-\u9fff]+", "Hans Hant Hani Jpan Kore"),
    "Cyrillic": _make_script("[\u0400-\u052f]+", "Cyrl"),
    "Greek": _make_script("[\u0370-\u03ff\u1f00-\u1fff]{2,}", "Grek"),
    "Devanagari": _make_script("[\u0904-\u0939]+", "Deva"),
    "Thai": _make_script("[\u0e01-\u0e2e]+", "Thai"),
}
# A passage has several words; a name, whose words have capitals, may be in any text.
LATIN_PASSAGE = re.compile(r"(?:[A-Za-z\u00c0-\u024f]+[^\w\n]+){5,}[A-Za-z\u00c0-\u024f]+")
LOWERCASE_WORD = re.compile(r"\b[a-z\u00df-\u00ff]")
# What says nothing of a language: `und` and `zxx`, and the tags of one's own making.
UNDETERMINED_TAGS = frozenset({"", "und", "zxx", "mul", "mis", "x"})
NAME_LENGTH = 14  # letters: some scripts part no words
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|x(?:-[A-Za-z0-9]{1,8})+")


def is_language_tag(tag: str) -> bool:
    """Return whether a tag is a well-formed language tag (BCP 47)."""
    return _TAG.fullmatch(tag) is not None


def find_foreign_script(text: str, tag: str) -> str:
    """Return a script in the text that the language is not written in; empty if there is none."""
    if tag.partition("-")[0].lower() in UNDETERMINED_TAGS:
        return ""
    own_scripts = get_scripts(tag)
    for name, script in SCRIPTS.items():
        if name not in own_scripts and _is_longer_than_name(script, text):
            return name
    match = LATIN_PASSAGE.search(text) if own_scripts else None
    return "Latin" if match and len(LOWERCASE_WORD.findall(match[0])) > 1 else ""


def _is_longer_than_name(script: Script, text: str) -> bool:
    """Return whether more than a name is in a script: three words, or one of that length."""
    words = script.letters.findall(text)
    return len(words) > 2 or sum(map(len, words)) > NAME_LENGTH


def get_scripts(tag: str) -> frozenset[str]:
    """Return the names of the scripts that a language is written in; empty for Latin."""
    code = find_script(tag)
    return frozenset(name for name, script in SCRIPTS.items() if code in script.codes)
