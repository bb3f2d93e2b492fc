"""Find translations of a sentence or more that are far longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.catalogues.lint.text_length import measure_english_length

_MIN_LENGTH = 40  # characters of English
_MIN_RATIO, _MAX_RATIO = 0.4, 2.6


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where the length is outside that of any good translation."""
    source = measure_english_length(pair.source.text, pair.context.source.script)
    target = measure_english_length(pair.target.text, pair.context.language.script)
    if source < _MIN_LENGTH or _MIN_RATIO * source <= target <= _MAX_RATIO * source:
        return
    kind = "short" if target < source else "long"
    lengths = f"{len(pair.target.text)} characters for {len(pair.source.text)}"
    yield Remark(f"the translation is very {kind}: {lengths}")


RULE = Rule(
    code="catalogue/length",
    check=check,
    what="a translation that is far shorter or longer than its source",
    why="something was left out, or it belongs to another message",
    fix="compare the two once more",
)
