"""Look up the script and the direction of a language, and whether a script has spaces between words.

Scripts come from CLDR's likely subtags, as Babel ships them; directions from the Unicode character
database, as fontTools ships it. Both are imported when first asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

# Variants of a script (ISO 15924) that fontTools lists without a direction of their own.
VARIANTS = {"Aran": "Arab"}
# The scripts that one of a language (ISO 15924) consists of, where it is more than itself.
COMPONENTS = {
    "Kore": {"Hang", "Hani"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Hans": {"Hani", "Bopo"},
    "Hant": {"Hani", "Bopo"},
    "Aran": {"Arab"},
}
# Marks that several scripts share.
SHARED_SCRIPTS = {"Zyyy", "Zinh"}
# Letters and marks of the scripts that write words without spaces: Thai, Lao, Burmese, Khmer, Han and Kana.
SPACELESS_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff"
    "\u3001-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff9f"
    "\U00020000-\U0003ffff"
)
_SPACELESS = re.compile(f"[{SPACELESS_LETTERS}]")


@cache
def find_script(tag: str) -> str:
    """Return the script of a language (BCP 47 tag) as an ISO 15924 code; `Latn` for an unknown one."""
    from babel.core import get_global

    language, script, region = _split_tag(tag)
    if script:
        return script
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return str(full).split("_")[1] if full else "Latn"


@cache
def find_script_direction(script: str) -> Literal["ltr", "rtl"]:
    """Return `rtl` for a script (ISO 15924 code) that is written from right to left, else `ltr`."""
    from fontTools.unicodedata import script_horizontal_direction

    code = VARIANTS.get(script, script)
    return "rtl" if script_horizontal_direction(code, default="LTR") == "RTL" else "ltr"


def find_direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return `rtl` for a language (BCP 47 tag) that is written from right to left, else `ltr`."""
    return find_script_direction(find_script(tag))


def choose_language_of_name(name: str, tags: Iterable[str]) -> str:
    """Return the first of some languages that a name can be in by its letters; Latin ones are in each."""
    from fontTools.unicodedata import script

    candidates = list(tags)
    letters = {script(letter) for letter in name} - SHARED_SCRIPTS - {"Latn"}
    return next(
        (tag for tag in candidates if letters <= COMPONENTS.get(find_script(tag), {find_script(tag)})),
        candidates[0],
    )


def is_spaceless(character: str) -> bool:
    """Return whether a character is of a script that writes words without spaces between them."""
    return bool(_SPACELESS.fullmatch(character))


def _split_tag(tag: str) -> tuple[str, str, str]:
    """Split a tag into language, script and region; the last two may be empty."""
    language, *subtags = tag.split("-")
    script = region = ""
    for subtag in subtags:
        if len(subtag) == 1:  # an extension or private use: its subtags are neither
            break
        if len(subtag) == 4 and subtag.isalpha():
            script = script or subtag.title()
        elif len(subtag) == 2 or subtag.isdigit():
            region = region or subtag.upper()
    return language.lower(), script, region
