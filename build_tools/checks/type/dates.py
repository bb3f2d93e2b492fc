"""Takes an edition, gives dates that are not written as its language writes them.

What: day, month and year in the order, with the words and the capitals that Unicode's tables
(CLDR) have; the first of a month as languages.toml calls it; no date in figures alone; no month
in English.
Example: `11 diciembre 2011` in Spanish; `1 janvier 2012` in French; `11/12/2011` anywhere.
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

_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURES = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([/-])\d{1,2}\2\d{1,2})"
    r"(?![\w/-])"
)
# One in quotes is cited as it was printed.
QUOTES = tuple("«»“”‘’„「『")
_EASTERN = re.compile(r"(?<![\w/.-])(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\.?(?![\w/-])")
_NUMBERED = re.compile(r"(?<!M)M(?!M)")
_GAP = r"[ \u00a0\u2006\u2060\u202f]"


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each date in another form."""
    language = built.language
    for block in read_text_blocks(built.whole, language.tag):
        for pattern in (_FIGURES, _EASTERN) if _is_counted(language) else (_FIGURES,):
            for found in pattern.finditer(block.text):
                if block.text[: found.start()].rstrip()[-1:] not in QUOTES:
                    yield fault(built, block, found, "a date is in figures alone")
        for found, message in _wrong(block, language):
            yield fault(built, block, found, message)


def _wrong(block: TextBlock, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    if not language.forms.months:
        return
    right, like, english = _patterns(language)
    good = tuple(right.finditer(block.text))
    said = f"a date in {language.name} is written {_shown(language)}"
    for pattern, message in ((like, said), (english, "the month is in English")):
        for found in pattern.finditer(block.text):
            if not any(_covers(one, found) for one in good):
                yield found, message


def _covers(right: re.Match[str], found: re.Match[str]) -> bool:
    return right.start() <= found.start() and found.end() <= right.end()


@lru_cache(maxsize=8)
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a date in the right form, in any form, and one in English."""
    month = "|".join(re.escape(name) for names in language.forms.months for name in names)
    day, year = r"(?<!\d)\d{1,2}(?!\d)\w{0,3}\.?", r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"
    word = rf",?{_GAP}?(?:(?!{month})[^\W\d]{{1,5}}\.?{_GAP})?"
    any_order = rf"{day}{word}(?:{month}){word}{year}|(?:{month}){_GAP}{day},?{word}{year}"
    if _is_counted(language):
        any_order = rf"{year}\w?{_GAP}?(?:{month}){_GAP}?\d{{1,2}}(?!\d)"
    spoken = language.tag.partition("-")[0] == "en"
    english = rf"{day}{_GAP}(?:{_ENGLISH}){_GAP}{year}|(?:{_ENGLISH}){_GAP}{day},{_GAP}{year}"
    return (
        re.compile(_right(language, month)),
        re.compile(any_order, re.IGNORECASE),
        re.compile(r"(?!)" if spoken else english),
    )


def _is_counted(language: Language) -> bool:
    """Return whether months are numbers, as in 12월."""
    months = language.forms.months
    return bool(months) and months[0][0][0].isdigit()


def _right(language: Language, month: str) -> str:
    """Return the pattern of Unicode's tables as one of ours."""
    first = language.first_day
    named = rf"{re.escape(first)}|{unicodedata.normalize('NFKC', first)}|[2-9]|[123]\d"
    day = rf"(?<!\d)(?:{named})" if first else r"(?<!\d)[123]?\d"
    endings = customs().ordinals.get(language.tag.partition("-")[0], ())
    if endings:
        day += rf"(?:(?:{'|'.join(map(re.escape, endings))})(?!\w))?"
    if _is_counted(language):
        day += r"(?:\w?[~–-]\d{1,2})?"
    fields = {"d": day, "M": f"(?:{month})", "y": r"\d{4}"}
    if _NUMBERED.search(language.forms.date):  # y年M月d日: the table writes 月 itself
        fields["M"] = r"1?\d"
    parts = language.forms.date.split("'")
    for at in range(0, len(parts), 2):  # what stands in '…' is no pattern
        parts[at] = re.sub(
            r"d+|M+|y+|[^dMy]+",
            lambda part: fields.get(part[0][0]) or _spaced(part[0]),
            parts[at],
        )
    parts[1::2] = [_spaced(part) for part in parts[1::2]]
    return "".join(parts)


def _spaced(text: str) -> str:
    return "".join(_GAP if letter.isspace() else re.escape(letter) for letter in text)


def _shown(language: Language) -> str:
    """Return an example, as a person reads the pattern."""
    shown = language.forms.date.replace("'", "")
    month = "11" if _NUMBERED.search(language.forms.date) else language.forms.months[10][0]
    return re.sub(
        r"M+", month, re.sub(r"y+", "2026", re.sub(r"(?<![A-Za-z])d+(?![A-Za-z])", "24", shown))
    )
