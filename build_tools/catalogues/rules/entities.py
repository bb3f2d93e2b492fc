"""Takes a pair, tells of marks that belong to HTML, Markdown or menus and not to this text.

`&nbsp;`, `<b>`, `[words](address)`, `&File`, none of which the source has.
Example: `10&nbsp;villes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_FOREIGN = re.compile(
    r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});"
    r"|</?(?:b|br|em|i|p|small|span|strong|sub|sup|u|div|font|hr|tt|code)\b[^<>]{0,80}>"
    r"|(?<!\w)&(?=[^\W\d_])"
    r"|(?<=\w)\]\((?=\w)",
    re.IGNORECASE,
)


def entities(pair: Pair) -> Iterator[Said]:
    """Yield one finding for the first mark that the source lacks."""
    for found in _FOREIGN.finditer(pair.msgstr):
        if found[0] not in pair.msgid:
            yield Said(f"“{found[0]}” is no mark of this text; readers see it as it is")
            return
