"""Evaluate `calc()` where all lengths in it have one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CALC = re.compile(r"calc(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))")
_TOKEN = re.compile(r"\s*(?:(?P<number>\d*\.?\d+)(?P<unit>[a-z%]*)|(?P<mark>calc\(|[-+*/()]))")


def evaluate_sums(value: str) -> str:
    """Return a value with each `calc()` evaluated: `calc(-1 * 1.9em)` gives `-1.9em`.

    One with several units, or with a function, stays as it is.
    """
    return _CALC.sub(lambda match: _evaluate(match[1]) or match[0], value)


def _evaluate(expression: str) -> str:
    matches = list(_iter_tokens(expression))
    units = {match["unit"] for match in matches if match["unit"]}
    if not all(matches) or len(units) > 1:
        return ""
    tokens = [match["number"] or match["mark"].replace("calc", "") for match in matches]
    try:
        number = _evaluate_sum(tokens)
    except (IndexError, ValueError, ZeroDivisionError):
        return ""
    return f"{number:.4f}".rstrip("0").rstrip(".") + next(iter(units), "")


def _iter_tokens(expression: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            return
        yield match
        at = match.end()


def _evaluate_sum(tokens: list[str]) -> float:
    total = _evaluate_product(tokens)
    while tokens and tokens[0] in "+-":
        sign = 1 if tokens.pop(0) == "+" else -1
        total += sign * _evaluate_product(tokens)
    return total


def _evaluate_product(tokens: list[str]) -> float:
    product = _evaluate_factor(tokens)
    while tokens and tokens[0] in "*/":
        operator, factor = tokens.pop(0), _evaluate_factor(tokens)
        product = product * factor if operator == "*" else product / factor
    return product


def _evaluate_factor(tokens: list[str]) -> float:
    match tokens.pop(0):
        case "-":
            return -_evaluate_factor(tokens)
        case "(":
            inner = _evaluate_sum(tokens)
            tokens.pop(0)
            return inner
        case number:
            return float(number)
