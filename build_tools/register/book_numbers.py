"""Parse the ISBNs of a publication, and check the last digit of each."""

from __future__ import annotations

import re

from build_tools.model import Isbn, list_published_formats
from build_tools.register.field_types import check_language_tag, parse_text
from build_tools.register.toml_document import TomlValue


def parse_isbns(value: TomlValue) -> tuple[Isbn, ...]:
    """Return the ISBN of every edition, or of each language, or of each format of a language."""
    if not isinstance(value.value, dict):
        return (Isbn(number=_parse_isbn(value)),)
    isbns = []
    for entry in value.get_table().values():
        tag = check_language_tag(entry, entry.key)
        if not isinstance(entry.value, dict):
            isbns.append(Isbn(language=tag, number=_parse_isbn(entry)))
            continue
        for format_entry in entry.get_table().values():
            if format_entry.key not in list_published_formats():
                raise format_entry.make_unknown_key_error(list_published_formats())
            isbns.append(Isbn(language=tag, format=format_entry.key, number=_parse_isbn(format_entry)))
    return tuple(isbns)


def _parse_isbn(value: TomlValue) -> str:
    """Return an ISBN of 13 digits as it is written, with its hyphens."""
    text = parse_text(value).strip()
    digits = re.sub("[- ]", "", text)
    if not re.fullmatch("97[89][0-9]{10}", digits):
        raise value.make_type_error("an ISBN", "write its 13 digits: 978-92-1-101366-5, without “ISBN”")
    expected = compute_check_digit(digits[:12])
    if digits[12] != expected:
        remedy = "look each digit up where the number was given"
        raise value.make_type_error(f"an ISBN: its last digit would be {expected}", remedy)
    return text


def compute_check_digit(digits: str) -> str:
    """Return the last digit of an ISBN, from the twelve before it (ISO 2108)."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return str(-total % 10)
