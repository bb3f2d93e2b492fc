"""Parse fields of the register: dates, language tags, colours, addresses, titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from build_tools.model import NUMBER_STYLES, LocalizedText, Numbering, Unchecked, Unnumbered
from build_tools.register import language_tags
from build_tools.register.toml_document import TomlValue, find_near_word, format_value

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
        raise value.make_type_error(
            "a text of one line", "leave out line breaks and signs that print nothing"
        )
    return value.value


def parse_flag(value: TomlValue) -> bool:
    """Return true or false."""
    if not isinstance(value.value, bool):
        raise value.make_type_error("true or false", f"write {value.key} = true or {value.key} = false")
    return value.value


def make_choice_parser(*known: str) -> FieldParser:
    """Return a parser for one word out of a few."""

    def parse_choice(value: TomlValue) -> str:
        """Return the word, if it is one of the known ones."""
        word = value.value
        if not isinstance(word, str) or word not in known:
            near = find_near_word(str(word), known)
            remedy = f'write "{near}", the nearest of them' if near else "write one of them"
            raise value.make_type_error(" or ".join(known), remedy)
        return word

    return parse_choice


def make_list_parser(parse_element: FieldParser, *, min_length: int = 0) -> FieldParser:
    """Return a parser for a list without duplicates, whose elements `parse_element` parses."""

    def parse_list(value: TomlValue) -> tuple[Any, ...]:
        """Return the parsed elements of a list."""
        values: list[Any] = []
        for entry in value.get_array():
            values.append(parse_element(entry))
            if values[-1] in values[:-1]:
                raise entry.make_error("bad-value", f"is {format_value(entry.value)} again", "name it once")
        if len(values) < min_length:
            raise value.make_type_error("a list of one or more", "name at least one")
        return tuple(values)

    return parse_list


UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER_PLACEHOLDERS = tuple(f"{{{style}}}" for style in NUMBER_STYLES)


def parse_font_name(value: TomlValue) -> str:
    """Return the name of a font family."""
    return _require_text(value, "the name of a font family", 'write its name, as in "Noto Serif"')


def parse_required_text(value: TomlValue) -> str:
    """Return a text that is not empty."""
    return _require_text(value, "a text that says something", f'write it: {value.key} = "…"')


def _require_text(value: TomlValue, expected: str, remedy: str) -> str:
    text = parse_text(value)
    if not text.strip():
        raise value.make_type_error(expected, remedy)
    return text


def parse_language_tag(value: TomlValue) -> str:
    """Return a valid and known language tag."""
    return check_language_tag(value, parse_text(value))


def check_language_tag(value: TomlValue, tag: str) -> str:
    """Return a tag that stands in a key or a value, if it is valid and known."""
    suggestion = language_tags.repair_tag(tag)
    if suggestion != tag:
        quotation = "" if tag == value.key else f"{format_value(tag)}, "
        message = f"is {quotation}no language tag (BCP 47) that is known"
        remedy = f'write "{suggestion}", the nearest known one'
        raise value.make_error("unknown-language", message, remedy)
    return tag


def parse_date(toml_value: TomlValue) -> date:
    """Return a date without a time."""
    value = toml_value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    match = ISO_DATE.search(str(value))
    example = match[0] if match else "2026-11-24"
    remedy = f"write it without quotes or time: {toml_value.key} = {example}"
    raise toml_value.make_type_error("a date", remedy)


def parse_url(value: TomlValue) -> str:
    """Return the address of a web site, http or https."""
    address = parse_text(value)
    if address and not is_web_address(address):
        raise value.make_type_error("a web address", "write it with https:// or http:// and a host's name")
    return address


def is_web_address(address: str) -> bool:
    """Return whether a text is an address with http or https and a host's name."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def parse_mail_address(value: TomlValue) -> str:
    """Return a mail address."""
    address = parse_text(value)
    if address and not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise value.make_type_error("a mail address", "write it as name@example.org")
    return address


def parse_identifier(value: TomlValue) -> str:
    """Return a URI; a urn:uuid is checked completely."""
    uri = parse_text(value)
    if uri.lower().startswith("urn:uuid:") and not UUID.fullmatch(uri[9:]):
        raise value.make_type_error("a UUID", "write urn:uuid: and 32 hexadecimal digits as 8-4-4-4-12")
    if uri and not URI.fullmatch(uri):
        raise value.make_type_error("a URI", "write urn:uuid:… or another URI with its scheme")
    return uri


def parse_colour(value: TomlValue) -> str:
    """Return a colour as `#rrggbb`."""
    colour = parse_text(value)
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise value.make_type_error("a colour", f'write six hexadecimal digits: {value.key} = "#1f3a5f"')
    return colour.lower()


def parse_quotes(value: TomlValue) -> str:
    """Return pairs of quotation marks, two or more; after a space those only inside others."""
    quotes = parse_text(value)
    marks = quotes.replace(" ", "", 1)
    is_paired = len(marks) >= 4 and len(marks) % 2 == 0 and quotes[:1] != " "
    if not is_paired or any(map(_is_space_or_letter, marks)):
        remedy = "write the outer pair, then the inner one: “”‘’; others may follow"
        raise value.make_type_error("pairs of quotation marks", remedy)
    return quotes


def _is_space_or_letter(character: str) -> bool:
    return character.isspace() or character.isalnum()


def parse_letters(value: TomlValue) -> tuple[str, ...]:
    """Return the marks of list items in their order, from a text with spaces between them."""
    letters = tuple(parse_text(value).split())
    if len(letters) < 2 or len(set(letters)) < len(letters) or not "".join(letters).isalpha():
        remedy = 'write each letter once, with spaces between: letters = "α β γ δ ε στ ζ"'
        raise value.make_type_error("letters in their order", remedy)
    return letters


def parse_digits(value: TomlValue) -> str:
    """Return the ten digits of a language, from zero."""
    digits = parse_text(value)
    if [unicodedata.decimal(digit, None) for digit in digits] != [*range(10)]:
        raise value.make_type_error("ten digits from zero", 'write them in a row: digits = "०१२३४५६७८९"')
    return "" if digits.isascii() else digits


def parse_mark_with_space(value: TomlValue) -> str:
    """Return a punctuation mark with the space that it needs, before or after it."""
    mark = value.value
    if isinstance(mark, str) and len(mark) == 2:
        spaces = [character for character in mark if character in "\u00a0\u202f"]
        if len(spaces) == 1 and not any(map(_is_space_or_letter, mark.replace(spaces[0], ""))):
            return mark
    remedy = 'write "\\u202F;" or "«\\u00A0": U+202F is the narrow one, U+00A0 the wide one'
    raise value.make_type_error("a mark with a space that does not break", remedy)


def parse_script(value: TomlValue) -> str:
    """Return the code of a script."""
    code = parse_text(value)
    if not re.fullmatch(r"[A-Z][a-z]{3}", code):
        raise value.make_type_error("a script", "write its code of ISO 15924, four letters: Latn, Arab, Kore")
    return code


def parse_numbering(value: TomlValue) -> tuple[Numbering, ...]:
    """Return which labels are numbered and how, from a table of label patterns to names."""
    return tuple(map(_parse_numbering_row, value.get_table().values()))


def _parse_numbering_row(value: TomlValue) -> Numbering:
    if value.key.count("{n}") != 1 or _has_braces(value.key.replace("{n}", "")):
        remedy = 'write the label with {n} for the number: "art-{n}"'
        raise value.make_error("bad-value", "does not hold {n} once", remedy)
    words = parse_text(value)
    rest, count = re.subn("|".join(map(re.escape, NUMBER_PLACEHOLDERS)), "", words)
    if count != 1 or _has_braces(rest):
        remedy = 'write the words with one place for the number: "Article {arabic}"'
        raise value.make_type_error(f"words with one of {', '.join(NUMBER_PLACEHOLDERS)}", remedy)
    return Numbering(labels=value.key, words=words)


def _has_braces(words: str) -> bool:
    return "{" in words or "}" in words


def parse_unnumbered_articles(value: TomlValue) -> tuple[Unnumbered, ...]:
    """Return the articles with unnumbered paragraphs, from a table of labels to languages."""
    parse_languages = make_list_parser(parse_language_tag, min_length=1)
    return tuple(
        Unnumbered(
            label=entry.key, languages=parse_languages(entry), line=entry.document.find_line(entry.path)
        )
        for entry in value.get_table().values()
    )


def parse_unchecked_article(value: TomlValue) -> Unchecked:
    """Return an article that was not all compared, from its label."""
    return Unchecked(label=parse_required_text(value), line=value.document.find_line(value.path))


def parse_titles(value: TomlValue) -> tuple[LocalizedText, ...]:
    """Return titles from a table of languages to titles."""
    remedy = "write it as it was printed, or leave the language out"
    return tuple(_parse_title(entry, entry, remedy) for entry in value.get_table().values())


def _parse_title(title: TomlValue, entry: TomlValue, remedy: str) -> LocalizedText:
    text = _require_text(title, "a title", remedy)
    return LocalizedText(text=text, language=check_language_tag(entry, entry.key))


def parse_cited_titles(value: TomlValue) -> tuple[LocalizedText, ...]:
    """Return titles from a table of languages to the titles and names in them."""
    remedy = "write it as it stands in the text, or leave it out"
    return tuple(
        LocalizedText(
            text=_require_text(title, "a title", remedy).strip(),
            language=check_language_tag(entry, entry.key),
        )
        for entry in value.get_table().values()
        for title in entry.get_array()
    )
