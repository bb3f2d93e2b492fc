"""Takes a pair, tells of places to be filled that one side has and the other has not.

Names in braces, `{name}`, and signs with %, `%s`, `%(name)s`.
Example: `{count} cities`, `{nombre} villes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_PLACE = re.compile(
    r"\{[A-Za-z_][\w.]{0,60}\}|%\(\w{1,60}\)[sdif]|(?<![\d%])(?<!\d\s)%(?:\d+\$)?[sd](?![A-Za-z])"
)


def placeholders(pair: Pair) -> Iterator[Said]:
    """Yield one finding with every place that is missing or new."""
    source, now = _places(pair.source.text), _places(pair.now.text)
    lost, added = sorted(source - now), sorted(now - source)
    said = [f"{', '.join(lost)} of the source is missing"] if lost else []
    said += [f"the source has no {', '.join(added)}"] if added else []
    if said:
        yield Said("; ".join(said))


def _places(text: str) -> Counter[str]:
    """The places of a text; which of them is meant, `%2$s`, makes no difference."""
    return Counter(re.sub(r"\d+\$", "", found) for found in _PLACE.findall(text))
