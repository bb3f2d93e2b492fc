"""Parse and repair language tags (BCP 47) with Babel's locale data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from build_tools.register.toml_document import find_nearest_word
from build_tools.script_direction import find_script

TAG_PATTERN = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)


def repair_tag(tag: str) -> str:
    """Return the valid tag nearest to a tag: the tag itself if nothing is wrong with it."""
    parts = TAG_PATTERN.fullmatch(_normalize_case(tag))
    if not parts:
        return guess_tag(tag)
    language = _repair_language(parts["language"])
    if "-" in language:
        return language + parts["rest"]
    script = _repair_script(parts["script"], language)
    region = _repair_region(parts["region"], language)
    return "-".join(filter(None, (language, script, region))) + parts["rest"]


def list_parent_tags(tag: str) -> tuple[str, ...]:
    """Return a valid tag after the wider tags that are written in the same script."""
    language, own_script = str(_split_tag(tag)["language"]), find_script(tag)
    chain = dict.fromkeys((language, f"{language}-{own_script}", tag))
    return tuple(name for name in chain if find_script(name) == own_script)


def get_native_name(tag: str) -> str:
    """Return the name of a language in that language; empty if Babel has none."""
    locale, region = find_locale(tag), _split_tag(tag)["region"]
    name = str(locale.get_display_name()) if locale else ""
    if not name or not region or locale.territory:
        return name
    return f"{name} ({locale.territories.get(region, region)})"


def find_locale(tag: str) -> Any:
    """Return Babel's locale that is nearest to a valid tag; None if it has none."""
    from babel.core import Locale, UnknownLocaleError

    parts = _split_tag(tag)
    subtags = (parts["language"], parts["script"], parts["region"])
    for size in (3, 2, 1):
        try:
            return Locale.parse("-".join(filter(None, subtags[:size])), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def guess_tag(word: str) -> str:
    """Return the tag of the language that an English name, a country (`jp`) or a typing error means."""
    from babel.core import Locale
    from babel.localedata import locale_identifiers

    english = {name.lower(): tag for tag, name in Locale("en").languages.items()}
    country = _get_babel_data("territory_languages").get(word.upper())
    cutoff = 0.75 if len(word) > 3 else 1.0  # three letters are a code
    names = get_close_matches(word.lower(), english, n=1, cutoff=cutoff)
    guess = english[names[0]] if names else next(iter(country)) if country else ""
    if guess and _has_locale(guess):
        return guess.replace("_", "-")
    known = sorted(tag for tag in locale_identifiers() if tag.isalpha() and len(tag) < 4)
    return find_nearest_word(word.lower(), known)


def _split_tag(tag: str) -> Mapping[str, str | None]:
    parts = TAG_PATTERN.fullmatch(tag)
    return parts.groupdict() if parts else {"language": tag, "script": None, "region": None}


def _normalize_case(tag: str) -> str:
    words = tag.replace("_", "-").lower().split("-")
    for position, word in enumerate(words[1:3], 1):
        if len(word) == 4 and word.isalpha() and position == 1:
            words[position] = word.title()
        elif len(word) == 2:
            words[position] = word.upper()
        elif len(word) == 1:
            break
    return "-".join(words)


def _repair_language(language: str) -> str:
    if _has_locale(language):
        return language
    alias = _get_babel_data("language_aliases").get(language)
    if alias:
        return str(alias).replace("_", "-")
    is_language = language in _get_babel_data("likely_subtags") and language != "und"
    return language if is_language else guess_tag(language)


def _repair_script(script: str | None, language: str) -> str | None:
    if not script or _has_locale(f"{language}_{script}"):
        return script
    scripts = {full.split("_")[1] for full in _get_babel_data("likely_subtags").values()}
    return find_nearest_word(script, sorted(scripts))


def _repair_region(region: str | None, language: str) -> str | None:
    countries = _get_babel_data("territory_languages")
    if not region or region.isdigit() or region in countries or _has_locale(f"{language}_{region}"):
        return region
    aliases = _get_babel_data("territory_aliases").get(region, ())
    return next((alias for alias in aliases if alias in countries), None)


def _has_locale(locale: str) -> bool:
    from babel.localedata import exists

    return bool(exists(locale))


@cache
def _get_babel_data(key: Any) -> Mapping[str, Any]:
    from babel.core import get_global

    return get_global(key)
