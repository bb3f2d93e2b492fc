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
            raise make_style_error("unknown", f"styles/{path.name}", message, remedy)
    for path in root.list_styles(theme):
        yield _read_sheet(path)


def _read_sheet(path: Path) -> str:
    file = f"styles/{path.name}"
    text = read_style_text(path, file)
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        message = f"{forbidden[0]} is not for an edition, which fetches nothing"
        remedy = "write rules into this file; embed a small picture as url(data:…)"
        raise make_style_error("forbidden", file, message, remedy, line)
    return text.strip()


def read_style_text(path: Path, file: str) -> str:
    """Return the text of a file of a root's own look, `file` for people. Raises UserError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read: {error}"
        raise make_style_error("unreadable", file, message, "save it as a text in UTF-8") from error


def make_style_error(code: str, file: str, message: str, remedy: str, line: int = 1) -> UserError:
    """Return the error of a file of a root's own look."""
    return UserError(f"styles/{code}", message, remedy=remedy, place=Place(file=file, line=line))
