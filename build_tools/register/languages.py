"""Read languages.toml of the project and of a root, and resolve languages with all defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools import paths
from build_tools.model import Language, Place
from build_tools.paths import Root
from build_tools.register import field_types, language_tags, locale_formats, toml_document
from build_tools.register.field_types import FieldParser
from build_tools.unicode_data import find_script, find_script_direction

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
}
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

    Its name may be empty. From a wider tag (`pt` for `pt-BR`) all but name, direction, script and
    forms is inherited, if the script is the same. Without `spaces`, they are those of the percent sign.
    """
    settings: dict[str, Any] = {}
    for name in language_tags.list_parent_tags(tag):
        for layer in layers:
            settings |= {
                key: value
                for key, value in layer.get(name, {}).items()
                if name == tag or key not in NOT_INHERITED
            }
    settings.setdefault("script", find_script(tag))
    settings.setdefault("direction", find_script_direction(settings["script"]))
    name = settings.pop("name", "") or language_tags.get_native_name(tag)
    formats_tag = settings.pop("forms", tag)
    settings.setdefault("spaces", locale_formats.find_percent_spaces(formats_tag))
    return Language(
        tag=tag,
        name=name,
        text=settings.pop("fonts", ()),
        forms=locale_formats.get_locale_formats(formats_tag),
        **settings,
    )


def _read_layer(root: Root, path: Path) -> Layer:
    try:
        table = toml_document.read_toml(path, root.relativize(path))
    except FileNotFoundError:
        return {}
    entries = table.get_table()
    for entry in entries.values():
        field_types.check_language_tag(entry, entry.key)
    return {tag: field_types.parse_fields(entry, LANGUAGE_FIELDS) for tag, entry in entries.items()}
