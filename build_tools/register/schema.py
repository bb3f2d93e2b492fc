"""Parse the values of a TOML file by the types of their fields, or report what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from build_tools.register.toml_document import TomlValue, find_nearest_word, format_value

FieldParser = Callable[[TomlValue], Any]


def parse_fields(value: TomlValue, known: Mapping[str, FieldParser]) -> dict[str, Any]:
    """Return the parsed values of a table by key; raise UserError if a key is not known."""
    return {key: known[key](entry) for key, entry in get_known_entries(value, known).items()}


def get_known_entries(value: TomlValue, known: Collection[str]) -> dict[str, TomlValue]:
    """Return the values of a table by key; raise UserError if a key is not known."""
    table = value.get_table()
    for key, entry in table.items():
        if key not in known:
            raise entry.make_unknown_key_error(known)
    return table


def parse_text(value: TomlValue) -> str:
    """Return a text of one line."""
    if not isinstance(value.value, str):
        shown_value = "…" if isinstance(value.value, dict | list) else format_value(value.value)
        raise value.make_type_error("a text", f'put it in quotes: "{shown_value}"')
    if not value.value.isprintable():
        remedy = "leave out line breaks and signs that print nothing"
        raise value.make_type_error("a text of one line", remedy)
    return value.value


def parse_flag(value: TomlValue) -> bool:
    """Return true or false."""
    if not isinstance(value.value, bool):
        remedy = f"write {value.key} = true or {value.key} = false"
        raise value.make_type_error("true or false", remedy)
    return value.value


def make_choice_parser(*known: str) -> FieldParser:
    """Return a parser for one word out of a few."""

    def parse_choice(value: TomlValue) -> str:
        word = value.value
        if not isinstance(word, str) or word not in known:
            remedy = f'write "{find_nearest_word(str(word), known)}", the nearest of them'
            raise value.make_type_error(" or ".join(known), remedy)
        return word

    return parse_choice


def make_list_parser(parse_element: FieldParser, *, min_length: int = 0) -> FieldParser:
    """Return a parser for a list without duplicates, whose elements `parse_element` parses."""

    def parse_list(value: TomlValue) -> tuple[Any, ...]:
        values: list[Any] = []
        for entry in value.get_array():
            values.append(parse_element(entry))
            if values[-1] in values[:-1]:
                message = f"is {format_value(entry.value)} again"
                raise entry.make_error("bad-value", message, "name it once")
        if len(values) < min_length:
            raise value.make_type_error("a list of one or more", "name at least one")
        return tuple(values)

    return parse_list
