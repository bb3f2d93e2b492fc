"""Name countries in any language, and check their codes (ISO 3166-1 alpha-2), with Babel's locale data."""

from __future__ import annotations

from functools import cache

from build_tools.register.language_tags import find_locale
from build_tools.register.toml_document import TomlValue, find_near_word

# Babel names them as well, but no country has them.
_RESERVED_CODES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def name_country(code: str, tag: str) -> str:
    """Return the name of a country in a language; in English, else its code, where Babel has none."""
    locale = find_locale(tag)
    name = locale.territories.get(code) if locale else None
    return str(name or _get_english_names().get(code) or code)


def is_country(code: str) -> bool:
    """Return whether a text is the code of a country."""
    return code in _get_english_names()


def suggest_country(word: str) -> str:
    """Return what to write for a word that is no code of a country, as a remedy."""
    codes = {name.lower(): code for code, name in _get_english_names().items()}
    codes |= {code.lower(): code for code in codes.values()} | _list_former_codes()
    near = find_near_word(word.lower(), codes) if len(word) > 2 else word.lower()
    code = codes.get(near)
    listed = "two capital letters of ISO 3166-1, as FR is France"
    return f"write {code}, {_get_english_names()[code]}" if code else f"write {listed}"


def parse_country(value: TomlValue) -> str:
    """Return the code of a country, or an empty text. Raises UserError."""
    if value.value != "" and not (isinstance(value.value, str) and is_country(value.value)):
        raise value.make_type_error("the code of a country", suggest_country(str(value.value)))
    return str(value.value)


@cache
def _get_english_names() -> dict[str, str]:
    from babel.core import Locale

    names = Locale("en").territories.items()
    return {code: str(name) for code, name in names if code.isalpha() and code not in _RESERVED_CODES}


def _list_former_codes() -> dict[str, str]:
    """Return the codes that one country had before, or is often given: `uk` is GB."""
    from babel.core import get_global

    aliases = {code.lower(): heirs for code, heirs in get_global("territory_aliases").items()}
    return {code: heirs[0] for code, heirs in aliases.items() if len(code) == 2 and len(heirs) == 1}
