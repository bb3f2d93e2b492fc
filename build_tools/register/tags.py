"""Language tags: takes a tag of BCP 47, gives what Babel's locale data know of it.

Babel is imported when first asked: nothing else of the press waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from build_tools.register.document import nearest
from build_tools.unicode_data import find_script

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
# How alike a word and a name must be for the name to be meant.
NAMED = 0.75
LONGEST_CODE = 3


def repaired(tag: str) -> str:
    """Return the right tag that is nearest to a tag: itself, where nothing is wrong with it."""
    parts = TAG.fullmatch(_cased(tag))
    if not parts:
        return meant(tag)
    language = _language(parts["language"])
    if "-" in language:
        return language + parts["rest"]
    script = _script(parts["script"], language)
    region = _region(parts["region"], language)
    return "-".join(filter(None, (language, script, region))) + parts["rest"]


def lineage(tag: str) -> tuple[str, ...]:
    """Return a right tag after the wider ones that are written in the same script."""
    language, mine = str(_parts(tag)["language"]), find_script(tag)
    chain = dict.fromkeys((language, f"{language}-{mine}", tag))
    return tuple(name for name in chain if find_script(name) == mine)


def name(tag: str) -> str:
    """Return what the speakers of a right tag's language call it; empty where Babel has no word."""
    known = locale(tag)
    return _with_region(known, _parts(tag)["region"]) if known else ""


def locale(tag: str) -> Any:
    """Return Babel's locale that is nearest to a right tag; None where it has none."""
    from babel.core import Locale, UnknownLocaleError

    parts = _parts(tag)
    subtags = (parts["language"], parts["script"], parts["region"])
    for size in (3, 2, 1):
        try:
            return Locale.parse("-".join(filter(None, subtags[:size])), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def meant(word: str) -> str:
    """Return the tag of the language that an unknown word most likely stands for.

    It may be an English name (`french`), also a misspelt one, a country (`jp`), or a slip of
    the pen.
    """
    from babel.core import Locale
    from babel.localedata import locale_identifiers

    english = {name.lower(): tag for tag, name in Locale("en").languages.items()}
    country = _known("territory_languages").get(word.upper())
    cutoff = NAMED if len(word) > LONGEST_CODE else 1.0
    names = get_close_matches(word.lower(), english, n=1, cutoff=cutoff)
    guess = english[names[0]] if names else next(iter(country)) if country else ""
    if guess and _exists(guess):
        return guess.replace("_", "-")
    known = sorted(tag for tag in locale_identifiers() if tag.isalpha() and len(tag) < 4)
    return nearest(word.lower(), known)


def _parts(tag: str) -> Mapping[str, str | None]:
    parts = TAG.fullmatch(tag)
    return parts.groupdict() if parts else {"language": tag, "script": None, "region": None}


def _with_region(locale: Any, region: str | None) -> str:
    name = str(locale.get_display_name())
    if not region or locale.territory:
        return name
    return f"{name} ({locale.territories.get(region, region)})"


def _cased(tag: str) -> str:
    words = tag.replace("_", "-").lower().split("-")
    for at, word in enumerate(words[1:3], 1):
        if len(word) == 4 and word.isalpha() and at == 1:
            words[at] = word.title()
        elif len(word) == 2:
            words[at] = word.upper()
        elif len(word) == 1:
            break
    return "-".join(words)


def _language(language: str) -> str:
    if _exists(language):
        return language
    alias = _known("language_aliases").get(language)
    if alias:
        return str(alias).replace("_", "-")
    is_language = language in _known("likely_subtags") and language != "und"
    return language if is_language else meant(language)


def _script(script: str | None, language: str) -> str | None:
    if not script or _exists(f"{language}_{script}"):
        return script
    return nearest(script, sorted(_scripts()))


@cache
def _scripts() -> frozenset[str]:
    return frozenset(full.split("_")[1] for full in _known("likely_subtags").values())


def _region(region: str | None, language: str) -> str | None:
    countries = _known("territory_languages")
    if not region or region.isdigit() or region in countries or _exists(f"{language}_{region}"):
        return region
    aliases = _known("territory_aliases").get(region, ())
    return next((alias for alias in aliases if alias in countries), None)


def _exists(locale: str) -> bool:
    from babel.localedata import exists

    return bool(exists(locale))


@cache
def _known(what: Any) -> Mapping[str, Any]:
    from babel.core import get_global

    return get_global(what)
