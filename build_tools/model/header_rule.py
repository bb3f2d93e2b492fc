"""Define a rule of a `_headers` file: what a host sends with the files of a pattern."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRule:
    """Hold the headers of the addresses that fit a pattern, in which `*` stands for anything.

    `removed` are the names of headers that an earlier rule sent and this one takes back, `headers` are then
    added. All rules that fit an address count, in their order.
    """

    pattern: str
    headers: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
