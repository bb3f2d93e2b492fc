"""Takes an edition, gives marks of punctuation that its language writes otherwise.

What: the comma, stop and question mark of the script or language (`customs.toml`), marks that
come in pairs, real dashes and ellipses.
Example: `السلام, عليكم` in Arabic; `Quién?` in Spanish; `and so on...` anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from build_tools.checks.customs import customs
from build_tools.checks.row import Built, Fault
from build_tools.checks.telling import fault
from build_tools.model import Language
from build_tools.seeing.prose import TextBlock, read_text_blocks

# Of letters of the language's own script, by what Unicode calls them.
_NAMES = {
    "Arab": "ARABIC",
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Armn": "ARMENIAN",
}
_EAST = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_TYPED = (
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "… is one letter"),
    (re.compile(r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)|(?<=[^\W\d]) - (?=[^\W\d])"), "a dash is – or —"),
)


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each mark that is another language's or a typewriter's."""
    for block in read_text_blocks(built.whole, built.language.tag):
        for found, message in (
            *_foreign(block, built.language),
            *_lone(block, built.language),
            *((found, said) for pattern, said in _TYPED for found in pattern.finditer(block.text)),
        ):
            yield fault(built, block, found, message)


def _foreign(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    written = customs().written(language)
    if not written:
        return
    for found in _any_of("".join(written)).finditer(block.text):
        before = block.text[: found.start()].rstrip("»”’)]")[-1:]
        if _is_of(before, language.script):
            yield found, f"{language.name} writes {written[found[0]]} in place of {found[0]}"


@lru_cache(maxsize=16)
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(marks)}](?!\d)")


def _is_of(letter: str, script: str) -> bool:
    name = unicodedata.name(letter, "") if letter.isalpha() else ""
    return name.startswith(_NAMES.get(script, _EAST)) if name else False


def _lone(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what ends a question that nothing began, or the other way round."""
    for end, start in customs().pairs(language).items():
        opened: re.Match[str] | None = None
        for found in _any_mark(start + end).finditer(block.text):
            if found[0] == end and opened is None:
                yield found, f"{end} ends what no {start} begins"
            opened = found if found[0] == start else None
        if opened:
            yield opened, f"{start} begins what no {end} ends"


@lru_cache(maxsize=16)
def _any_mark(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")
