"""Takes pages or an e-book, gives the letters that none of the faces beside them has.

What: a style names faces, and each of them is there; each letter of the text, in whatever
language, is in every weight and style of one family of them. Code is set in a face of the
reader's, and left out.
Example: a page with `ѣ` whose faces were cut to the letters of an older text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from build_tools import fonts
from build_tools.checks.row import Built, Fault
from build_tools.seeing.ebooks import read_members
from build_tools.seeing.prose import TextBlock, read_text_blocks

_RULE = re.compile(r"@font-face\s*{([^}]*)}")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';]+)")
_SOURCE = re.compile(r"url\([\"']?([^\"')]+)")
Served = tuple[str, str, bytes]


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each face that is not there, else for each letter without a glyph."""
    blocks = read_text_blocks(built.whole, built.language.tag)
    served = _served(built.whole) if blocks else ()
    wrong = [f"the face {name} is not there" for _, name, font in served if not font]
    if blocks and not served:
        wrong = ["no style sheet names a face that is served"]
    yield from (Fault(built.whole, message) for message in wrong)
    if not wrong:
        yield from _letters(built, blocks, _had(served))


def _letters(built: Built, blocks: Iterable[TextBlock], had: frozenset[int]) -> Iterator[Fault]:
    """Yield a fault for each letter that is not had, where it first stands."""
    told = set[int]()
    for block in blocks:
        for letter in sorted(fonts.find_printable_code_points(block.styled_text) - had - told):
            told.add(letter)
            file = built.whole / block.where if built.whole.is_dir() else built.whole
            message = f"no face that is served has {chr(letter)} (U+{letter:04X}) ({block.where})"
            yield Fault(file, message, block.line)


def _had(served: Iterable[Served]) -> frozenset[int]:
    """Return the letters that every face of a family has, of one family or another."""
    families: dict[str, frozenset[int]] = {}
    for family, _, font in served:
        letters = fonts.read_code_points(font)
        families[family] = families.get(family, letters) & letters
    return frozenset().union(*families.values())


@lru_cache(maxsize=4)
def _served(whole: Path) -> tuple[Served, ...]:
    """Return each family that a style names, with the name and the bytes of each of its fonts."""
    found: list[Served] = []
    for rule in _RULE.findall(_file(whole, "style.css").decode("utf-8", "replace")):
        family, source = _FAMILY.search(rule), _SOURCE.search(rule)
        if family and source:
            found.append((family[1].strip(), source[1], _file(whole, source[1])))
    return tuple(found)


def _file(whole: Path, name: str) -> bytes:
    """Return a file of an edition, nothing where it is missing."""
    if whole.is_file():
        return read_members(whole).get(f"EPUB/{name}", b"")
    return (whole / name).read_bytes() if (whole / name).is_file() else b""
