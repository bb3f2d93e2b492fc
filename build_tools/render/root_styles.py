"""Read the style sheets of a root's own `styles/`, which come after those of the press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import FORMATS, Place
from build_tools.paths import STYLES_DIR, Root

# What would leave the style sheet, or fetch a file that no edition has.
FORBIDDEN = re.compile(r"@import|</|url\(\s*[\"']?(?!data:)[^)]{0,60}", re.IGNORECASE)
SIZE_CHOICE = re.compile(r"--edition-size:\s*([\w-]+)")
SIZE_RULE = re.compile(r"\.sheet-([\w-]+)")
KNOWN_NAMES = ("tokens.css", *dict.fromkeys(f"{format.theme}.css" for format in FORMATS.values()))


def read_root_styles(root: Root, theme: str) -> Iterator[str]:
    """Yield the CSS of a root for a theme; raise UserError for a sheet that cannot be used."""
    for path in sorted(root.styles.glob("*.css")):
        if path.name not in KNOWN_NAMES:
            message = "belongs to no format, and would be read by none"
            remedy = f"name it as one of these: {', '.join(KNOWN_NAMES)}"
            raise make_style_error("unknown", f"styles/{path.name}", message, remedy)
    for path in root.list_styles(theme):
        text = _read_sheet(path)
        _reject_unknown_size(text, path, root)
        yield text.strip()


def _reject_unknown_size(text: str, path: Path, root: Root) -> None:
    """Raise UserError where a sheet chooses a page size that no style describes."""
    styles = (STYLES_DIR / "base" / "tokens.css", *root.styles.glob("*.css"))
    known = {name for style in styles for name in SIZE_RULE.findall(read_style_text(style, style.name))}
    for choice in SIZE_CHOICE.finditer(text):
        if choice[1] not in known:
            message = f"--edition-size is {choice[1]}, a size that no style describes"
            remedy = f"write {', '.join(sorted(known))}, or describe it: .sheet-{choice[1]} {{ … }}"
            line = text.count("\n", 0, choice.start()) + 1
            raise make_style_error("unknown", f"styles/{path.name}", message, remedy, line)


def _read_sheet(path: Path) -> str:
    file = f"styles/{path.name}"
    text = read_style_text(path, file)
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        message = f"{forbidden[0]} is not for an edition, which fetches nothing"
        remedy = "write rules into this file; embed a small picture as url(data:…)"
        raise make_style_error("forbidden", file, message, remedy, line)
    return text


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
