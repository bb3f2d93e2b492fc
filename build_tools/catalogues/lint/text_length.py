"""Measure how long a text of any script would be in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

# Characters for what takes a hundred in English; a script that is not here takes a hundred too.
_PER_100_ENGLISH: Mapping[str, int] = MappingProxyType({
    "Hans": 33, "Hant": 33, "Hani": 33, "Jpan": 48, "Kore": 52, "Arab": 85, "Hebr": 80, "Yiii": 40,
    "Ethi": 65, "Thai": 95, "Mymr": 115, "Khmr": 105, "Grek": 112, "Cyrl": 108, "Taml": 115,
    "Mlym": 115,
})  # fmt: skip
# Of how many messages, and of which length, a usual ratio is known.
_MIN_SENTENCE, _MIN_SENTENCES = 40, 20


def measure_english_length(text: str, script: str) -> float:
    """Return how long a text would be in English; ASCII characters count as one each."""
    ascii_length = sum(map(str.isascii, text))
    return ascii_length + (len(text) - ascii_length) * 100 / _PER_100_ENGLISH.get(script, 100)


def measure_usual_ratio(pairs: Iterable[tuple[str, str]], source_script: str, script: str) -> float:
    """Return the median ratio of the lengths of translations and sources; 1 where there are few."""
    ratios = sorted(
        measure_english_length(msgstr, script) / measure_english_length(msgid, source_script)
        for msgid, msgstr in pairs
        if len(msgid) >= _MIN_SENTENCE
    )
    return ratios[len(ratios) // 2] if len(ratios) >= _MIN_SENTENCES else 1.0
