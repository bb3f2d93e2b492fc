"""Find punctuation marks that are wrong in the language.

Example: `السلام, عليكم` in Arabic; `Quién?` in Spanish; `and so on...` anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.punctuation_rules import load_punctuation_rules
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks
from build_tools.model import Language

CHECK = Check(
    code="type/marks",
    severity="warning",
    formats=EDITION_FORMATS,
    what="punctuation marks that the language writes differently",
    why="they look foreign, and are on the wrong side of their word",
    fix="write the marks of the language",
    requires=("lxml", "pikepdf"),
)

# How the Unicode names of the letters of a script begin.
_SCRIPT_NAMES = {"Arab": "ARABIC", "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Armn": "ARMENIAN"}
_EAST_ASIAN_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_TYPEWRITER_MARKS = (
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "an ellipsis is one character, …"),
    (re.compile(r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)|(?<=[^\W\d]) - (?=[^\W\d])"), "a dash is – or —"),
)


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each mark of another language or of a typewriter."""
    for block in read_text_blocks(built.path, built.language.tag):
        for match, message in (
            *_find_replaceable_marks(block, built.language),
            *_check_paired_marks(block, built.language),
            *_find_typewriter_marks(block),
        ):
            yield locate_violation(built, block, match, message)


def _find_typewriter_marks(block: TextBlock) -> Iterator[tuple[re.Match[str], str]]:
    for pattern, message in _TYPEWRITER_MARKS:
        yield from ((match, message) for match in pattern.finditer(block.text))


def _find_replaceable_marks(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    replacements = load_punctuation_rules().get_replacements(language)
    if not replacements:
        return
    for match in re.finditer(rf"[{re.escape(''.join(replacements))}](?!\d)", block.text):
        before = block.text[: match.start()].rstrip("»”’)]")[-1:]
        if block.text[: match.start()].strip() in language.letters:
            continue  # the mark of an item: its stop is that of every list
        if _is_letter_of_script(before, language.script):
            yield match, f"{language.name} writes {replacements[match[0]]} instead of {match[0]}"


def _is_letter_of_script(letter: str, script: str) -> bool:
    name = unicodedata.name(letter, "") if letter.isalpha() else ""
    return name.startswith(_SCRIPT_NAMES.get(script, _EAST_ASIAN_NAMES)) if name else False


def _check_paired_marks(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Yield closing marks without their opening mark, and the other way round."""
    for end, start in load_punctuation_rules().get_paired_marks(language).items():
        opened: re.Match[str] | None = None
        for match in re.finditer(f"[{re.escape(start + end)}]", block.text):
            if match[0] == end and opened is None:
                yield match, f"{end} has no opening {start}"
            opened = match if match[0] == start else None
        if opened:
            yield opened, f"{start} has no closing {end}"
