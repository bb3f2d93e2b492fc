"""Find letters that no web font of a page or an EPUB has.

Code is set in a font of the reader's, and skipped.

Example: a page with `ѣ` whose fonts were subset for an older text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from build_tools import fonts
from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.epub.package import read_members
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks

CHECK = Check(
    code="type/glyphs",
    severity="warning",
    formats=("html", "epub"),
    what="letters that no font of the edition has",
    why="they are drawn in any font that the reader has, or as boxes",
    fix="name a font that has them in locale/languages.toml, and build again",
    requires=("lxml",),
)

_RULE = re.compile(r"@font-face\s*{([^}]*)}")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';]+)")
_SOURCE = re.compile(r"url\([\"']?([^\"')]+)")
_STYLE = re.compile(r"font-(?:weight|style):[^;]+")
_RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFont:
    """Hold a font that a stylesheet names: its family, weight and style, name and content.

    `ranges` are the code points that browsers look for in it, all if there are none.
    """

    family: str
    style: tuple[str, ...]
    name: str
    content: bytes
    ranges: tuple[range, ...]


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each font that is missing, else for each letter without a glyph."""
    blocks = read_text_blocks(built.path, built.language.tag)
    web_fonts = _read_web_fonts(built.path) if blocks else ()
    problems = [f"the face {font.name} is not there" for font in web_fonts if not font.content]
    if blocks and not web_fonts:
        problems = ["no stylesheet names a font of the edition"]
    yield from (Violation(built.path, message) for message in problems)
    if not problems:
        yield from _check_letters(built, blocks, _list_available_letters(web_fonts))


def _check_letters(
    built: BuiltEdition, blocks: Iterable[TextBlock], available: frozenset[int]
) -> Iterator[Violation]:
    """Yield a violation for each letter without a glyph, at its first place."""
    reported = set[int]()
    for block in blocks:
        for letter in sorted(fonts.find_printable_code_points(block.styled_text) - available - reported):
            reported.add(letter)
            file = built.path / block.where if built.path.is_dir() else built.path
            message = f"no font of the edition has {chr(letter)} (U+{letter:04X}) ({block.where})"
            yield Violation(file, message, block.line)


def _list_available_letters(web_fonts: Iterable[WebFont]) -> frozenset[int]:
    """Return the letters that all faces of a family have, of any family; a face may be in several files."""
    faces: dict[tuple[str, tuple[str, ...]], frozenset[int]] = {}
    for font in web_fonts:
        letters, face = fonts.read_code_points(font.content), (font.family, font.style)
        if font.ranges:  # of two files for a letter the later counts
            earlier = frozenset(code for code in faces.get(face, ()) if not _is_in(code, font.ranges))
            letters = earlier | {code for code in letters if _is_in(code, font.ranges)}
        faces[face] = letters
    families: dict[str, frozenset[int]] = {}
    for (family, _), letters in faces.items():
        families[family] = families.get(family, letters) & letters
    return frozenset().union(*families.values())


def _is_in(code_point: int, ranges: Iterable[range]) -> bool:
    return any(code_point in each for each in ranges)


@lru_cache(maxsize=4)
def _read_web_fonts(path: Path) -> tuple[WebFont, ...]:
    """Return each font family that a stylesheet names, with the name and content of each font."""
    web_fonts: list[WebFont] = []
    for rule in _RULE.findall(_read_edition_file(path, "style.css").decode("utf-8", "replace")):
        family, source = _FAMILY.search(rule), _SOURCE.search(rule)
        if family and source:
            web_fonts.append(
                WebFont(
                    family=family[1].strip(),
                    style=tuple(_STYLE.findall(rule)),
                    name=source[1],
                    content=_read_edition_file(path, source[1]),
                    ranges=tuple(range(int(a, 16), int(b or a, 16) + 1) for a, b in _RANGE.findall(rule)),
                )
            )
    return tuple(web_fonts)


def _read_edition_file(path: Path, name: str) -> bytes:
    """Return a file of an edition; empty if it is missing."""
    if path.is_file():
        return read_members(path).get(f"EPUB/{name}", b"")
    return (path / name).read_bytes() if (path / name).is_file() else b""
