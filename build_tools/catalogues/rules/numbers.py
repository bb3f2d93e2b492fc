"""Takes a pair, tells of numbers that one side has and the other has not.

Digits of any script, with the thousands and decimals of any language; Roman numbers of two
letters or more. Number words excuse a number, and are never asked for.
Example: “adopted on 11 December 2011”, “adoptée le 12 décembre 2011”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.catalogues.rules import numerals
from build_tools.catalogues.rules.pair import Pair, Said

_SPACE = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<!%)(\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?![\d])(?:[.,٫]\d+)?|\d+(?:[.,'’٬٫]\d+)*)"
    rf"(?:[{_SPACE}]?(thousand|million|billion|[千万萬만億亿억]))?",
    re.IGNORECASE,
)
_TIMES = {
    "thousand": 10**3, "千": 10**3, "万": 10**4, "萬": 10**4, "만": 10**4, "million": 10**6,
    "億": 10**8, "亿": 10**8, "억": 10**8, "billion": 10**9,
}  # fmt: skip
# The month of a date may be a word on the other side; in 3/4/2026 it may be either.
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}([-./])(?P<a>\d{1,2})\1\d{1,2}|(?P<b>\d{1,2})([-./])(?P<c>\d{1,2})\4\d{4}"
    r"|(?P<d>\d{1,2})[ \u00a0]?[월月])(?!\d)"
)
# What a language whose words are not known may well say in words.
_SAYABLE = frozenset(map(str, (*range(13), *range(20, 101, 10))))


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it stands, each way to read it, and its runs of digits."""

    shown: str
    readings: frozenset[str]
    runs: frozenset[str]

    def is_in(self, values: set[str]) -> bool:
        """Return whether one way to read it, or each of its runs, is among values."""
        return bool(self.readings & values) or self.runs <= values


def numbers(pair: Pair) -> Iterator[Said]:
    """Yield one finding with every number that differs."""
    source, now = pair.source.text, pair.now.text
    language, source_language = pair.around.primary, pair.around.source_primary
    here, there = _read(source), _read(now)
    if not here and not there:
        return
    lost = _absent(here, there, now, language, _of_dates(source))
    spare = _of_dates(now) if source_language != "en" else set()
    added = _absent(there, here, source, source_language, spare)
    said = [f"{_listed(lost)} of the source is missing"] if lost else []
    said += [f"the source has no {_listed(added)}"] if added else []
    if said:
        yield Said("; ".join(said))


def _absent(
    asked: list[_Number], given: list[_Number], text: str, language: str, spare: set[str]
) -> list[str]:
    """What of the numbers asked for is nowhere in a text of a language."""
    values = _values(given) | spare
    missing = [one for one in asked if not one.is_in(values)]
    if not missing:
        return []
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    in_words = numerals.worded(words, text, language)
    if not numerals.knows(language):
        in_words |= _SAYABLE
    return list(dict.fromkeys(one.shown for one in missing if not one.is_in(values | in_words)))


def _values(numbers: Iterable[_Number]) -> set[str]:
    return {value for one in numbers for value in (*one.readings, *one.runs)}


def _read(text: str) -> list[_Number]:
    found = [_number(match) for match in _NUMBER.finditer(text)]
    for numeral, value in numerals.romans(text).items():
        found.append(_Number(numeral, frozenset({value}), frozenset({value})))
    return found


def _number(found: re.Match[str]) -> _Number:
    shown, times = found[1], _TIMES.get((found[2] or "").lower())
    digits = shown if shown.isascii() else "".join(map(_digit, shown))
    plain = re.sub(rf"[{_SPACE}'’٬]", "", digits)
    readings = set(_readings(plain))
    if times:
        readings |= {_times(reading, times) for reading in readings}
    runs = (run.lstrip("0") or "0" for run in re.findall(r"\d+", digits))
    return _Number(shown.strip(), frozenset(readings), frozenset(runs))


def _digit(char: str) -> str:
    return str(int(char)) if char.isdecimal() else char


def _readings(digits: str) -> Iterator[str]:
    """Each number that digits may mean: `1.172` is 1172, or a little more than 1."""
    marks = re.findall(r"[.,٫]", digits)
    last = marks[-1] if marks else ""
    parts = [part.lstrip("0") or "0" for part in re.split(r"[.,٫]", digits)]
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{2,3})*[.,]\d{3}", digits)
    if not marks or (grouped and len(set(marks)) == 1):
        yield "".join(re.split(r"[.,]", digits)).lstrip("0") or "0"
    if marks and marks.count(last) == 1:
        whole, _, fraction = digits.rpartition(last)
        yield f"{re.sub('[.,]', '', whole).lstrip('0') or '0'}.{fraction}"
    elif marks:
        yield ".".join(parts)


def _times(reading: str, times: int) -> str:
    whole, _, fraction = reading.partition(".")
    if reading.count(".") > 1:
        return reading
    return (
        str(int(whole + fraction) * times // 10 ** len(fraction)) if len(reading) < 30 else reading
    )


def _of_dates(text: str) -> set[str]:
    return {
        (part or "").lstrip("0")
        for found in _DATE.finditer(text)
        for part in found.group("a", "b", "c", "d")
        if part
    }


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:5]) + (" …" if len(numbers) > 5 else "")
