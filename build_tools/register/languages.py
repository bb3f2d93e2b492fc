"""Read languages.toml, and resolve languages with all defaults and their formats of Unicode CLDR (Babel)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools import paths
from build_tools.model import Language, LocaleFormats, Place
from build_tools.paths import Root
from build_tools.register import field_types, language_tags, toml_document
from build_tools.register.field_types import FieldParser
from build_tools.script_direction import find_script, find_script_direction

if TYPE_CHECKING:
    from babel.core import Locale

Layer = Mapping[str, Mapping[str, Any]]

LANGUAGE_FIELDS: Mapping[str, FieldParser] = {
    "name": field_types.parse_text,
    "direction": field_types.make_choice_parser("ltr", "rtl"),
    "fonts": field_types.make_list_parser(field_types.parse_font_name),
    "furniture": field_types.make_list_parser(field_types.parse_font_name),
    "script": field_types.parse_script,
    "quotes": field_types.parse_quotes,
    "hyphens": field_types.parse_flag,
    "spaces": field_types.make_list_parser(field_types.parse_mark_with_space),
    "first_day": field_types.parse_text,
    "forms": field_types.parse_language_tag,
    "letters": field_types.parse_letters,
    "digits": field_types.parse_digits,
}
# The quotation marks of CLDR's root, which a language has that CLDR knows and languages.toml does not name.
ROOT_QUOTES = "“”‘’"
# The zero of each numbering system that is the first one of a language in CLDR, by its name there.
ZEROS = {
    "adlm": "\U0001e950", "arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "cakm": "\U00011136",
    "deva": "\u0966", "hmnp": "\U0001e140", "mtei": "\uabf0", "mymr": "\u1040", "nkoo": "\u07c0",
    "olck": "\u1c50", "rohg": "\U00010d30", "tibt": "\u0f20",
}  # fmt: skip
NOT_INHERITED = ("name", "direction", "script", "forms")


def read_layers(root: Root) -> tuple[Layer, ...]:
    """Return the languages.toml of the project and of the root, in this order; raise UserError."""
    return tuple(_read_layer(root, path) for path in _list_language_files(root))


def find_font_setting(family: str, tag: str, root: Root) -> Place:
    """Return the place that names a font family for a language; an empty Place if none does."""
    for name in reversed(language_tags.list_parent_tags(tag)):
        for path in reversed(_list_language_files(root)):
            settings = _read_layer(root, path).get(name, {})
            for key in ("fonts", "furniture"):
                if family in settings.get(key, ()):
                    key_path = (name, key, settings[key].index(family))
                    document = toml_document.read_toml(path, root.relativize(path)).document
                    return Place(file=document.name, line=document.find_line(key_path))
    return Place()


def _list_language_files(root: Root) -> tuple[Path, ...]:
    return tuple(dict.fromkeys((Root(paths.PROJECT_DIR).languages, root.languages)))


def resolve_language(tag: str, layers: tuple[Layer, ...]) -> Language:
    """Return a language with the settings of the layers, the last first, else those of Babel.

    Its name may be empty. From a wider tag (`pt` for `pt-BR`) in the same script all is inherited but
    NOT_INHERITED. Without `spaces`, they are those of the percent sign.
    """
    settings: dict[str, Any] = {}
    for name in language_tags.list_parent_tags(tag):
        for layer in layers:
            items = layer.get(name, {}).items()
            settings |= {key: value for key, value in items if name == tag or key not in NOT_INHERITED}
    settings.setdefault("script", find_script(tag))
    settings.setdefault("direction", find_script_direction(settings["script"]))
    name = settings.pop("name", "") or language_tags.get_native_name(tag)
    formats_tag = settings.pop("forms", tag)
    settings.setdefault("spaces", find_percent_spaces(formats_tag))
    settings.setdefault("digits", find_digits(tag))
    settings.setdefault("quotes", ROOT_QUOTES if language_tags.find_locale(tag) else "")
    fonts, forms = settings.pop("fonts", ()), get_locale_formats(formats_tag)
    return Language(tag=tag, name=name, text=fonts, forms=forms, **settings)


def _read_layer(root: Root, path: Path) -> Layer:
    try:
        table = toml_document.read_toml(path, root.relativize(path))
    except FileNotFoundError:
        return {}
    entries = table.get_table()
    for entry in entries.values():
        field_types.check_language_tag(entry, entry.key)
    return {tag: field_types.parse_fields(entry, LANGUAGE_FIELDS) for tag, entry in entries.items()}


def format_long_date(day: date | None, language: Language) -> str:
    """Return a date as a language writes it in full: empty without a date, ISO if unknown."""
    if day is None:
        return ""
    if not language.forms.date:
        return day.isoformat()
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    pattern = language.forms.date
    if day.day == 1 and language.first_day:
        pattern = _replace_day(pattern, language.first_day)
    try:
        text = format_date(day, format=pattern, locale=language.tag.replace("-", "_"))
        return language.localize_digits(text)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def _replace_day(pattern: str, word: str) -> str:
    """Return a pattern with a word in place of the day; text in '…' is no pattern."""
    parts = pattern.split("'")
    parts[::2] = [re.sub("d+", f"'{word}'", part) for part in parts[::2]]
    return "'".join(parts)


def get_language_name(tag: str, language: str) -> str:
    """Return the name of a language in another; empty if it is not known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
        return Locale.parse(tag, sep="-").get_display_name(locale) or ""
    except (UnknownLocaleError, ValueError):
        return ""


def get_locale_formats(tag: str) -> LocaleFormats:
    """Return how a language writes numbers and dates; empty if Babel does not know it."""
    locale = language_tags.find_locale(tag)
    if locale is None:
        return LocaleFormats()
    systems: Mapping[str, Mapping[str, str]] = locale.number_symbols
    # Texts in a script with digits of its own mostly use both kinds, with nearly the same separators.
    symbols = systems.get("latn") or next(iter(systems.values()), {})
    return LocaleFormats(
        grouping=symbols.get("group", ""),
        decimal=symbols.get("decimal", ""),
        comma=locale.list_patterns["standard"]["middle"].format("", ""),
        date=str(locale.date_formats["long"].pattern),
        months=_list_month_names(locale),
    )


def find_digits(tag: str) -> str:
    """Return the digits that a language writes numbers in, from zero; empty for European ones."""
    locale = language_tags.find_locale(tag)
    zero = ZEROS.get(locale.default_numbering_system) if locale else None
    return "".join(chr(ord(zero) + value) for value in range(10)) if zero else ""


def find_percent_spaces(tag: str) -> tuple[str, ...]:
    """Return the percent sign with its space, if a language has one before it."""
    locale = language_tags.find_locale(tag)
    pattern = str(locale.percent_formats[None].pattern) if locale else ""
    return (pattern[-2:],) if pattern[-2:] in ("\u00a0%", "\u202f%") else ()


def _list_month_names(locale: Locale) -> tuple[tuple[str, ...], ...]:
    months = []
    for month in range(1, 13):
        in_date, alone = (str(locale.months[k]["wide"][month]) for k in ("format", "stand-alone"))
        # Babel gives “1月” of its root if a language has no names of its own for months alone.
        is_known = in_date[0].isdigit() == alone[0].isdigit()
        months.append(tuple(dict.fromkeys((in_date, alone) if is_known else (in_date,))))
    return tuple(months)
