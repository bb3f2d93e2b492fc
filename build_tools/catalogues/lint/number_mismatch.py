"""Compare the numbers of a message and of its translation, in digits of any script.

A number word may stand for a number, but is never required; Roman numbers have two letters or more. Example:
“adopted on 11 December 2011”, “adoptée le 12 décembre 2011”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.catalogues.lint import number_words
from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

# No sentence has more, and to read one takes as long as other rules take for a hundred letters.
MAX_NUMBERS = 40
_DIGITS = re.compile(r"\d+")
_SPACE = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<!%)(\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?![\d])(?:[.,٫]\d+)?|\d+(?:[.,'’٬٫]\d+)*)"
    rf"(?:[{_SPACE}]?(thousand|million|billion|[千万萬만億亿억]))?",
    re.IGNORECASE,
)
_MULTIPLIERS = {
    "thousand": 10**3, "千": 10**3, "万": 10**4, "萬": 10**4, "만": 10**4, "million": 10**6,
    "億": 10**8, "亿": 10**8, "억": 10**8, "billion": 10**9,
}  # fmt: skip
# The month of a date may be a word on the other side; in 3/4/2026 it may be either.
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}([-./])(?P<a>\d{1,2})\1\d{1,2}|(?P<b>\d{1,2})([-./])(?P<c>\d{1,2})\4\d{4}"
    r"|(?P<d>\d{1,2})[ \u00a0]?[월月])(?!\d)"
)
# What a language whose words are not known may well say in words.
_NUMBERS_IN_WORDS = frozenset(map(str, (*range(13), *range(20, 101, 10))))


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    readings: frozenset[str]
    runs: frozenset[str]

    def is_in(self, values: set[str]) -> bool:
        """Return whether one way to read it, or each of its runs, is among values."""
        return bool(self.readings & values) or self.runs <= values


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding with every number that differs; none for a message full of numbers."""
    source, target = pair.source.text, pair.target.text
    if any(len(_DIGITS.findall(text)) > MAX_NUMBERS for text in (source, target)):
        return
    language, source_language = pair.context.primary, pair.context.source_primary
    source_numbers, target_numbers = _find_numbers(source), _find_numbers(target)
    if not source_numbers and not target_numbers:
        return
    lost = _find_missing_numbers(source_numbers, target_numbers, target, language, _find_date_numbers(source))
    dates = _find_date_numbers(target) if source_language != "en" else set()
    added = _find_missing_numbers(target_numbers, source_numbers, source, source_language, dates)
    messages = [f"{_join_numbers(lost)} of the source is missing"] if lost else []
    messages += [f"the source has no {_join_numbers(added)}"] if added else []
    if messages:
        yield Remark("; ".join(messages))


def _find_missing_numbers(
    numbers: list[_Number], text_numbers: list[_Number], text: str, language: str, dates: set[str]
) -> list[str]:
    values = dates.union(*(one.readings | one.runs for one in text_numbers))
    missing = [one for one in numbers if not one.is_in(values)]
    if not missing:
        return []
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    in_words = number_words.find_number_words(words, text, language)
    if not number_words.has_number_words(language):
        in_words |= _NUMBERS_IN_WORDS
    return list(dict.fromkeys(one.text for one in missing if not one.is_in(values | in_words)))


def _find_numbers(text: str) -> list[_Number]:
    numbers = [_make_number(match) for match in _NUMBER.finditer(text)]
    for numeral, value in number_words.find_roman_numerals(text).items():
        numbers.append(_Number(numeral, frozenset({value}), frozenset({value})))
    return numbers


def _make_number(match: re.Match[str]) -> _Number:
    text, multiplier = match[1], _MULTIPLIERS.get((match[2] or "").lower())
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    plain = re.sub(rf"[{_SPACE}'’٬]", "", digits)
    readings = set(_iter_readings(plain))
    if multiplier:
        readings |= {_multiply_reading(reading, multiplier) for reading in readings}
    runs = (run.lstrip("0") or "0" for run in re.findall(r"\d+", digits))
    return _Number(text.strip(), frozenset(readings), frozenset(runs))


def _iter_readings(digits: str) -> Iterator[str]:
    """Yield each number that digits may mean: `1.172` is 1172, or a little more than 1."""
    marks = re.findall(r"[.,٫]", digits)
    last = marks[-1] if marks else ""
    parts = [part.lstrip("0") or "0" for part in re.split(r"[.,٫]", digits)]
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{2,3})*[.,]\d{3}", digits)
    if not marks or (grouped and len(set(marks)) == 1):
        yield "".join(re.split(r"[.,]", digits)).lstrip("0") or "0"
    if marks and marks.count(last) == 1:
        integer, _, fraction = digits.rpartition(last)
        yield f"{re.sub('[.,]', '', integer).lstrip('0') or '0'}.{fraction}"
    elif marks:
        yield ".".join(parts)


def _multiply_reading(reading: str, multiplier: int) -> str:
    integer, _, fraction = reading.partition(".")
    if reading.count(".") > 1:
        return reading
    return str(int(integer + fraction) * multiplier // 10 ** len(fraction)) if len(reading) < 30 else reading


def _find_date_numbers(text: str) -> set[str]:
    return {
        part.lstrip("0") for match in _DATE.finditer(text) for part in match.group("a", "b", "c", "d") if part
    }


def _join_numbers(numbers: list[str]) -> str:
    return ", ".join(numbers[:5]) + (" …" if len(numbers) > 5 else "")


RULE = Rule(
    code="catalogue/numbers",
    check=check,
    what="numbers that one side has and the other has not",
    why="an article, a year or a sum that changed says another thing",
    fix="write the numbers of the source, in the digits of the language",
)
