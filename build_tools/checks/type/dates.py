"""Find dates that are not in the form of the language.

Example: `11 diciembre 2011` in Spanish; `1 janvier 2012` in French; `11/12/2011` anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from build_tools.checks.definition import EDITION_FORMATS, BuiltEdition, Check, Violation
from build_tools.checks.punctuation_rules import load_punctuation_rules
from build_tools.checks.text_check import locate_violation
from build_tools.inspection.text.text_blocks import TextBlock, read_text_blocks
from build_tools.model import Language

CHECK = Check(
    code="type/dates",
    severity="warning",
    formats=EDITION_FORMATS,
    what="dates that are not in the form of the language",
    why="a reader of another country takes the month for the day",
    fix="write day, month and year as the language does, the month in letters",
    requires=("lxml", "pikepdf"),
)

_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURES = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([/-])\d{1,2}\2\d{1,2})"
    r"(?![\w/-])"
)
# A date in quotation marks is cited as it was printed.
QUOTES = tuple("«»“”‘’„「『")
_EASTERN = re.compile(r"(?<![\w/.-])(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\.?(?![\w/-])")
_NUMBERED = re.compile(r"(?<!M)M(?!M)")
_GAP = r"[ \u00a0\u2006\u2060\u202f]"


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each date in another form."""
    language = built.language
    for block in read_text_blocks(built.path, language.tag):
        for pattern in (_FIGURES, _EASTERN) if _has_numbered_months(language) else (_FIGURES,):
            for match in pattern.finditer(block.text):
                if block.text[: match.start()].rstrip()[-1:] not in QUOTES:
                    yield locate_violation(built, block, match, "a date is in figures alone")
        for match, message in _check_date_forms(block, language):
            yield locate_violation(built, block, match, message)


def _check_date_forms(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    if not language.forms.months:
        return
    right_form, any_form, english = _compile_date_patterns(language)
    right_matches = tuple(right_form.finditer(block.text))
    expectation = f"a date in {language.name} is written {_make_date_example(language)}"
    for pattern, message in ((any_form, expectation), (english, "the month is in English")):
        for match in pattern.finditer(block.text):
            if not any(_is_match_within(right, match) for right in right_matches):
                yield match, message


def _is_match_within(outer: re.Match[str], inner: re.Match[str]) -> bool:
    return outer.start() <= inner.start() and inner.end() <= outer.end()


@lru_cache(maxsize=8)
def _compile_date_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for a date in the right form, in any form, and in English."""
    month = "|".join(re.escape(name) for names in language.forms.months for name in names)
    day, year = r"(?<!\d)\d{1,2}(?!\d)\w{0,3}\.?", r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"
    word = rf",?{_GAP}?(?:(?!{month})[^\W\d]{{1,5}}\.?{_GAP})?"
    any_order = rf"{day}{word}(?:{month}){word}{year}|(?:{month}){_GAP}{day},?{word}{year}"
    if _has_numbered_months(language):
        any_order = rf"{year}\w?{_GAP}?(?:{month}){_GAP}?\d{{1,2}}(?!\d)"
    is_english = language.tag.partition("-")[0] == "en"
    english = rf"{day}{_GAP}(?:{_ENGLISH}){_GAP}{year}|(?:{_ENGLISH}){_GAP}{day},{_GAP}{year}"
    return (
        re.compile(_make_date_pattern(language, month)),
        re.compile(any_order, re.IGNORECASE),
        re.compile(r"(?!)" if is_english else english),
    )


def _has_numbered_months(language: Language) -> bool:
    """Return whether months are numbers, as in 12월."""
    months = language.forms.months
    return bool(months) and months[0][0][0].isdigit()


def _make_date_pattern(language: Language, month: str) -> str:
    """Return the CLDR date pattern as a regular expression."""
    first_day = language.first_day
    day_names = rf"{re.escape(first_day)}|{unicodedata.normalize('NFKC', first_day)}|[2-9]|[123]\d"
    day = rf"(?<!\d)(?:{day_names})" if first_day else r"(?<!\d)[0-3]?\d"
    endings = load_punctuation_rules().ordinals.get(language.tag.partition("-")[0], ())
    if endings:
        day += rf"(?:(?:{'|'.join(map(re.escape, endings))})(?!\w))?"
    if _has_numbered_months(language):
        day += r"(?:\w?[~–-]\d{1,2})?"
    fields = {"d": day, "M": f"(?:{month})", "y": r"\d{4}"}
    if _NUMBERED.search(language.forms.date):  # y年M月d日: the pattern has 月 itself
        fields["M"] = r"1?\d"
    parts = language.forms.date.split("'")
    for index in range(0, len(parts), 2):  # text in '…' is no pattern
        parts[index] = re.sub(
            r"d+|M+|y+|[^dMy]+",
            lambda part: fields.get(part[0][0]) or _escape_spaces(part[0]),
            parts[index],
        )
    parts[1::2] = [_escape_spaces(part) for part in parts[1::2]]
    return "".join(parts)


def _escape_spaces(text: str) -> str:
    return "".join(_GAP if letter.isspace() else re.escape(letter) for letter in text)


def _make_date_example(language: Language) -> str:
    """Return an example of the date pattern."""
    pattern = language.forms.date.replace("'", "")
    month = "11" if _NUMBERED.search(language.forms.date) else language.forms.months[10][0]
    return re.sub(r"M+", month, re.sub(r"y+", "2026", re.sub(r"(?<![A-Za-z])d+(?![A-Za-z])", "24", pattern)))
