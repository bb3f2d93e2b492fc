"""Takes pages or an e-book, gives the letters that none of the faces beside them has.

What: each letter of the text, in whatever language, is in every weight and style of one family
that travels with it. Code is set in a face of the reader's, and left out.
Example: a page with `ѣ` whose faces were cut to the letters of an older text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from build_tools import fonts
from build_tools.checks.row import Built, Fault
from build_tools.seeing.ebooks import members
from build_tools.seeing.prose import prose

_RULE = re.compile(r"@font-face\s*{([^}]*)}")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';]+)")
_SOURCE = re.compile(r"url\([\"']?([^\"')]+)")


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each letter without a glyph, where it first stands."""
    had, told = _had(built.whole), set[int]()
    for block in prose(built.whole, built.language.tag):
        for letter in sorted(fonts.printable(block.drawn) - had - told):
            told.add(letter)
            file = built.whole / block.where if built.whole.is_dir() else built.whole
            message = f"no face that is served has {chr(letter)} (U+{letter:04X}) ({block.where})"
            yield Fault(file, message, block.line)


@lru_cache(maxsize=4)
def _had(whole: Path) -> frozenset[int]:
    """Return the letters that every face of a family has, of one family or another."""
    families: dict[str, frozenset[int]] = {}
    for family, font in _served(whole):
        letters = fonts.letters_of(font)
        families[family] = families.get(family, letters) & letters
    return frozenset().union(*families.values())


def _served(whole: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each family that a style names with each of its fonts."""
    files = members(whole) if whole.is_file() else {}
    style = files.get("EPUB/style.css", b"") if files else (whole / "style.css").read_bytes()
    for rule in _RULE.findall(style.decode("utf-8")):
        family, source = _FAMILY.search(rule), _SOURCE.search(rule)
        if family and source:
            name = source[1]
            font = files.get(f"EPUB/{name}", b"") if files else (whole / name).read_bytes()
            yield family[1].strip(), font
