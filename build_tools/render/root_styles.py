"""Read the style sheets of a root's own `styles/`, which come after those of the press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import FORMATS, Place
from build_tools.paths import Root

# What would leave the style sheet, or fetch a file that no edition has.
FORBIDDEN = re.compile(r"@import|</|url\(\s*[\"']?(?!data:)[^)]{0,60}", re.IGNORECASE)
KNOWN_NAMES = ("tokens.css", *dict.fromkeys(f"{format.theme}.css" for format in FORMATS.values()))


def read_root_styles(root: Root, theme: str) -> Iterator[str]:
    """Yield the CSS of a root for a theme; raise UserError for a sheet that cannot be used."""
    for path in sorted(root.styles.glob("*.css")):
        if path.name not in KNOWN_NAMES:
            message = "belongs to no format, and would be read by none"
            remedy = f"name it as one of these: {', '.join(KNOWN_NAMES)}"
            raise UserError("styles/unknown", message, remedy=remedy, place=_make_place(path, 1))
    for path in root.list_styles(theme):
        yield _read_sheet(path)


def _read_sheet(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "save it as a text in UTF-8"
        raise UserError(
            "styles/unreadable", f"cannot be read: {error}", remedy=remedy, place=_make_place(path, 1)
        ) from error
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        message = f"{forbidden[0]} is not for an edition, which fetches nothing"
        remedy = "write rules into this file; embed a small picture as url(data:…)"
        raise UserError("styles/forbidden", message, remedy=remedy, place=_make_place(path, line))
    return text.strip()


def _make_place(path: Path, line: int) -> Place:
    return Place(file=f"styles/{path.name}", line=line)
