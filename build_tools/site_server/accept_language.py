"""Choose a language of the site by what a browser says that its reader reads (RFC 9110, RFC 4647)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*[qQ]\s*=\s*([01](?:\.\d{0,3})?)\s*)?"
)
MAX_RANGES = 50


def choose_language(accepted: str, tags: Collection[str]) -> str:
    """Return the tag that fits an Accept-Language best, empty if none does.

    A range leads to its own tag, then to shorter ones (`fr-CA` to `fr`), then to the first that is longer
    (`zh` to `zh-Hans`). Of two that are liked equally, the one named first counts.
    """
    known = {tag.lower(): tag for tag in tags}
    for wanted in _iter_by_preference(accepted):
        parts = wanted.split("-")
        shorter = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
        longer = (tag for tag in sorted(known) if tag.startswith(f"{wanted}-"))
        for tag in (*shorter, *longer):
            if tag in known:
                return known[tag]
    return ""


def _iter_by_preference(accepted: str) -> Iterator[str]:
    """Yield the ranges of a header in lower case, the best first, without `*` and what is refused."""
    ranges = []
    for part in accepted.split(",", MAX_RANGES)[:MAX_RANGES]:
        match = _RANGE.fullmatch(part)
        quality = min(1.0, float(match[2] or 1)) if match else 0.0
        if match and quality > 0 and match[1] != "*":
            ranges.append((-quality, match[1].lower()))
    yield from (tag for _, tag in sorted(ranges, key=lambda pair: pair[0]))
