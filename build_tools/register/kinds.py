"""Takes a text of the register and gives it as what it has to be: a date, a tag, a colour."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from build_tools.model import NUMBER_STYLES, LocalizedText, Numbering, Unnumbered
from build_tools.register import tags, values
from build_tools.register.document import Spot, shown
from build_tools.register.values import text

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = tuple(f"{{{form}}}" for form in NUMBER_STYLES)


def face(spot: Spot) -> str:
    """Return the name of a font family."""
    if not text(spot).strip():
        raise spot.bad("the name of a font family", 'write its name, as in "Noto Serif"')
    return text(spot)


def language(spot: Spot) -> str:
    """Return a language tag that is right and known."""
    return tag(spot, text(spot))


def tag(spot: Spot, tag: str) -> str:
    """Return a tag that stands at a place, as its key or its value, if it is right and known."""
    near = tags.repaired(tag)
    if near != tag:
        named = "" if tag == spot.key else f"{shown(tag)}, "
        says = f"is {named}no language tag (BCP 47) that is known"
        raise spot.mistake("unknown-language", says, f'write "{near}", the nearest known one')
    return tag


def filled(spot: Spot) -> str:
    """Return a text that says something."""
    if not text(spot).strip():
        raise spot.bad("a text that says something", f'write it: {spot.key} = "…"')
    return text(spot)


def day(spot: Spot) -> date:
    """Return a date without a time."""
    value = spot.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = DAY.search(str(value))
    form = found[0] if found else "2026-11-24"
    raise spot.bad("a date", f"write it without quotes or time: {spot.key} = {form}")


def url(spot: Spot) -> str:
    """Return the address of a web site, http or https."""
    address = text(spot)
    if address and not _is_web(address):
        raise spot.bad("a web address", "write it with https:// or http:// and a host's name")
    return address


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def contact(spot: Spot) -> str:
    """Return a mail address."""
    address = text(spot)
    if address and not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise spot.bad("a mail address", "write it as name@example.org")
    return address


def identifier(spot: Spot) -> str:
    """Return a URI; one that says it is a UUID is a whole one."""
    uri = text(spot)
    if uri.lower().startswith("urn:uuid:") and not UUID.fullmatch(uri[9:]):
        raise spot.bad("a UUID", "write urn:uuid: and 32 hexadecimal digits as 8-4-4-4-12")
    if uri and not URI.fullmatch(uri):
        raise spot.bad("a URI", "write urn:uuid:… or another URI with its scheme")
    return uri


def colour(spot: Spot) -> str:
    """Return a colour as `#rrggbb`."""
    value = text(spot)
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise spot.bad("a colour", f'write six hexadecimal digits: {spot.key} = "#1f3a5f"')
    return value.lower()


def quotes(spot: Spot) -> str:
    """Return pairs of quotation marks, two or more; after a space those that stand in others."""
    marks = text(spot)
    bare = marks.replace(" ", "", 1)
    if len(bare) < 4 or len(bare) % 2 or marks[:1] == " " or any(map(_is_no_mark, bare)):
        remedy = "write the outer pair, then the inner one: “”‘’; others may follow"
        raise spot.bad("pairs of quotation marks", remedy)
    return marks


def _is_no_mark(letter: str) -> bool:
    return letter.isspace() or letter.isalnum()


def spaced(spot: Spot) -> str:
    """Return a mark of punctuation with the space that it asks for, before or after it."""
    mark = spot.value
    if isinstance(mark, str) and len(mark) == 2:
        spaces = [letter for letter in mark if letter in "\u00a0\u202f"]
        if len(spaces) == 1 and not any(map(_is_no_mark, mark.replace(spaces[0], ""))):
            return mark
    remedy = 'write "\\u202F;" or "«\\u00A0": U+202F is the narrow one, U+00A0 the wide one'
    raise spot.bad("a mark with a space that does not break", remedy)


def script(spot: Spot) -> str:
    """Return the code of a script."""
    code = text(spot)
    if not re.fullmatch(r"[A-Z][a-z]{3}", code):
        raise spot.bad("a script", "write its code of ISO 15924, four letters: Latn, Arab, Kore")
    return code


def numbering(spot: Spot) -> tuple[Numbering, ...]:
    """Return which labels are numbered and how, from a table of label pattern to words."""
    return tuple(_numbering(entry) for entry in spot.table().values())


def _numbering(spot: Spot) -> Numbering:
    if spot.key.count("{n}") != 1 or _has_braces(spot.key.replace("{n}", "")):
        remedy = 'write the label with {n} for the number: "art-{n}"'
        raise spot.mistake("bad-value", "does not hold {n} once", remedy)
    words = text(spot)
    numbers = sum(words.count(number) for number in _NUMBERS)
    if numbers != 1 or _has_braces(re.sub("|".join(map(re.escape, _NUMBERS)), "", words)):
        remedy = 'write the words with one place for the number: "Article {arabic}"'
        raise spot.bad(f"words with one of {', '.join(_NUMBERS)}", remedy)
    return Numbering(labels=spot.key, words=words)


def unnumbered(spot: Spot) -> tuple[Unnumbered, ...]:
    """Return whose paragraphs are not counted, from a table of label to languages."""
    return tuple(
        Unnumbered(
            label=entry.key,
            languages=values.several(language, least=1)(entry),
            line=entry.document.line(entry.path),
        )
        for entry in spot.table().values()
    )


def titles(spot: Spot) -> tuple[LocalizedText, ...]:
    """Return titles from a table of language to title."""
    return tuple(_title(entry) for entry in spot.table().values())


def cited(spot: Spot) -> tuple[LocalizedText, ...]:
    """Return titles from a table of language to the titles and names that are in it."""
    return tuple(
        LocalizedText(text=text(one).strip(), language=tag(entry, entry.key))
        for entry in spot.table().values()
        for one in entry.array()
        if _is_told(one)
    )


def _is_told(spot: Spot) -> bool:
    if not text(spot).strip():
        raise spot.bad("a title", "write it as it stands in the text, or leave it out")
    return True


def _title(spot: Spot) -> LocalizedText:
    if not text(spot).strip():
        raise spot.bad("a title", "write it as it was printed, or leave the language out")
    return LocalizedText(text=text(spot), language=tag(spot, spot.key))


def _has_braces(words: str) -> bool:
    return "{" in words or "}" in words
