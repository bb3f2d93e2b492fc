"""Takes a pair, tells where the same source is translated in another way elsewhere.

One msgid on several pages of a language, in this publication and in the others.
Example: “About this text” as “À propos de ce texte” here and “Sur ce texte” there.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_MOST = 60


def inconsistent(pair: Pair) -> Iterator[Said]:
    """Yield a finding that names the translation to follow, and where it stands."""
    renderings = pair.around.renderings.get(pair.msgid)
    if not renderings:
        return
    first, place = next(iter(renderings.items()))
    if first != pair.msgstr:
        where = f"{place.file}:{place.line}" if place.line else place.file
        shown = first if len(first) <= _MOST else f"{first[: _MOST - 1]}…"
        yield Said(f"the same source is translated as “{shown}” at {where}")
