"""Index the names of the sources that a language keeps as they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

# Within a sentence, after a word or a comma: what begins one is no name for that.
_NAME = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-Þ][^\W\d_]{3,}")
_MIN_KEPT, _MAX_LOST_SHARE = 3, 0.05


def index_kept_names(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the names that three translations or more keep, and all but one, or one of twenty, that could.

    A name keeps its capital: “Human” is not kept in “droits humains”.
    """
    seen: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for msgid, msgstr in pairs:
        names = set(find_names(msgid))
        seen.update(names)
        kept.update(name for name in names if _cut_ending(name) in msgstr)
    return frozenset(
        name
        for name, count in kept.items()
        if count >= _MIN_KEPT and seen[name] - count <= max(1, _MAX_LOST_SHARE * seen[name])
    )


def find_names(text: str) -> Iterator[str]:
    """Yield the words of a text that begin with a capital within a sentence."""
    yield from _NAME.findall(text)


def is_name_kept(name: str, text: str) -> bool:
    """Return whether a text has a name, be it in capitals."""
    return _cut_ending(name).casefold() in text.casefold()


def _cut_ending(name: str) -> str:
    """Return a name without the ending that a language may change."""
    return name[: max(4, len(name) - 2)]
