"""Takes a value of a TOML file and gives it in its type, or raises what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from build_tools.register.document import Spot, nearest, shown

Check = Callable[[Spot], Any]


def fields(spot: Spot, known: Mapping[str, Check]) -> dict[str, Any]:
    """Return a table's values by key, each checked; raises where a key is not known."""
    return {key: known[key](entry) for key, entry in entries(spot, known).items()}


def entries(spot: Spot, known: Collection[str]) -> dict[str, Spot]:
    """Return a table's entries by key; raises where a key is not known."""
    table = spot.table()
    for key, entry in table.items():
        if key not in known:
            raise entry.unknown_key(known)
    return table


def text(spot: Spot) -> str:
    """Return a text of one line."""
    if not isinstance(spot.value, str):
        bare = "…" if isinstance(spot.value, dict | list) else shown(spot.value)
        raise spot.bad("a text", f'put it in quotes: "{bare}"')
    if not spot.value.isprintable():
        raise spot.bad("a text of one line", "leave out line breaks and signs that print nothing")
    return spot.value


def flag(spot: Spot) -> bool:
    """Return true or false."""
    if not isinstance(spot.value, bool):
        raise spot.bad("true or false", f"write {spot.key} = true or {spot.key} = false")
    return spot.value


def one_of(*known: str) -> Check:
    """Return a check for a word out of a few."""

    def _check(spot: Spot) -> str:
        word = spot.value
        if not isinstance(word, str) or word not in known:
            near = nearest(str(word), known)
            raise spot.bad(" or ".join(known), f'write "{near}", the nearest of them')
        return word

    return _check


def several(check: Check, *, least: int = 0) -> Check:
    """Return a check for a list without repetition of what `check` takes."""

    def _checks(spot: Spot) -> tuple[Any, ...]:
        values: list[Any] = []
        for entry in spot.array():
            values.append(check(entry))
            if values[-1] in values[:-1]:
                raise entry.mistake("bad-value", f"is {shown(entry.value)} again", "name it once")
        if len(values) < least:
            raise spot.bad("a list of one or more", "name at least one")
        return tuple(values)

    return _checks
