"""Find marks of HTML, Markdown or menus that the source does not have: `10&nbsp;villes`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_FOREIGN_MARKUP = re.compile(
    r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});"
    r"|</?(?:b|br|em|i|p|small|span|strong|sub|sup|u|div|font|hr|tt|code)\b[^<>]{0,80}>"
    r"|(?<!\w)&(?=[^\W\d_])"
    r"|(?<=\w)\]\((?=\w)",
    re.IGNORECASE,
)


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first mark that the source lacks."""
    for match in _FOREIGN_MARKUP.finditer(pair.msgstr):
        if match[0] not in pair.msgid:
            yield Remark(f"“{match[0]}” is no mark of this text; readers see it as it is")
            return


RULE = Rule(
    code="catalogue/entities",
    check=check,
    what="marks of HTML, Markdown or menus that the source does not have",
    why="they are printed as they stand",
    fix="write the character itself, and the marks of the source",
)
