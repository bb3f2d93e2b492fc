"""Compare the placeholders of a message and of its translation: `{count} cities`, `{nombre} villes`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_PLACEHOLDER = re.compile(
    r"\{[A-Za-z_][\w.]{0,60}\}|%\(\w{1,60}\)[sdif]|(?<![\d%])(?<!\d\s)%(?:\d+\$)?[sd](?![A-Za-z])"
)

# What is filled in by its place alone.
_POSITIONAL = re.compile(r"(?<![\d%])(?<!\d\s)%[sd](?![A-Za-z])")


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding with every placeholder that is missing or new."""
    source, target = _count_placeholders(pair.source.text), _count_placeholders(pair.target.text)
    lost, added = sorted(source - target), sorted(target - source)
    messages = [f"{', '.join(lost)} of the source is missing"] if lost else []
    messages += [f"the source has no {', '.join(added)}"] if added else []
    if messages:
        yield Remark("; ".join(messages))
        return
    orders = [_POSITIONAL.findall(text) for text in (pair.source.text, pair.target.text)]
    if orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1]):
        message = f"{', '.join(orders[1])} stand in another order than in the source"
        yield Remark(message, "keep the order, or number them: %2$s, %1$s")


def _count_placeholders(text: str) -> Counter[str]:
    """Count the placeholders of a text; their position, `%2$s`, makes no difference."""
    return Counter(re.sub(r"\d+\$", "", found) for found in _PLACEHOLDER.findall(text))


RULE = Rule(
    code="catalogue/placeholders",
    check=check,
    what=(
        "placeholders that differ from those in the source: names in braces, or signs that a program fills in"
    ),
    why="the value is not shown, or readers see the sign",
    fix="keep each as the source has it",
)
