"""Takes a pair, tells where a translation is far longer or shorter than its source.

Messages of a sentence or more; how much room a script needs is known, thresholds are wide.
Example: three sentences that became one of four words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from build_tools.catalogues.rules.pair import Pair, Said

# Characters for what takes a hundred in English; a script that is not here takes a hundred too.
_ROOM: Mapping[str, int] = MappingProxyType({
    "Hans": 33, "Hant": 33, "Hani": 33, "Jpan": 48, "Kore": 52, "Arab": 85, "Hebr": 80, "Yiii": 40,
    "Ethi": 65, "Thai": 95, "Mymr": 115, "Khmr": 105, "Grek": 112, "Cyrl": 108, "Taml": 115,
    "Mlym": 115,
})  # fmt: skip
_LEAST = 40  # characters of English
_SHORT, _LONG = 0.4, 2.6


def length(pair: Pair) -> Iterator[Said]:
    """Yield a finding where the length is outside what any good translation has."""
    source = _room(pair.source.text, pair.around.source.script)
    now = _room(pair.now.text, pair.around.language.script)
    if source < _LEAST or _SHORT * source <= now <= _LONG * source:
        return
    kind = "short" if now < source else "long"
    lengths = f"{len(pair.now.text)} characters for {len(pair.source.text)}"
    yield Said(f"the translation is very {kind}: {lengths}")


def _room(text: str, script: str) -> float:
    """How long a text would be in English; what is in ASCII is as long there."""
    plain = sum(map(str.isascii, text))
    return plain + (len(text) - plain) * 100 / _ROOM.get(script, 100)
