"""Find translations of a sentence or more that are far longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

# Characters for what takes a hundred in English; a script that is not here takes a hundred too.
_PER_100_ENGLISH: Mapping[str, int] = MappingProxyType({
    "Hans": 33, "Hant": 33, "Hani": 33, "Jpan": 48, "Kore": 52, "Arab": 85, "Hebr": 80, "Yiii": 40,
    "Ethi": 65, "Thai": 95, "Mymr": 115, "Khmr": 105, "Grek": 112, "Cyrl": 108, "Taml": 115,
    "Mlym": 115,
})  # fmt: skip
_MIN_LENGTH = 40  # characters of English
_MIN_RATIO, _MAX_RATIO = 0.4, 2.6


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where the length is outside that of any good translation."""
    source = _measure_english_length(pair.source.text, pair.context.source.script)
    target = _measure_english_length(pair.target.text, pair.context.language.script)
    if source < _MIN_LENGTH or _MIN_RATIO * source <= target <= _MAX_RATIO * source:
        return
    kind = "short" if target < source else "long"
    lengths = f"{len(pair.target.text)} characters for {len(pair.source.text)}"
    yield Remark(f"the translation is very {kind}: {lengths}")


def _measure_english_length(text: str, script: str) -> float:
    """Return how long a text would be in English; ASCII characters count as one each."""
    ascii_length = sum(map(str.isascii, text))
    return ascii_length + (len(text) - ascii_length) * 100 / _PER_100_ENGLISH.get(script, 100)


RULE = Rule(
    code="catalogue/length",
    check=check,
    what="a translation that is far shorter or longer than its source",
    why="something was left out, or it belongs to another message",
    fix="compare the two once more",
)
