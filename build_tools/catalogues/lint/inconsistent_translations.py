"""Find sources that are translated in two ways, on pages of this publication or of another."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_MAX_LENGTH = 60


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding that names the translation to follow, and its place."""
    renderings = pair.context.renderings.get(pair.msgid)
    if not renderings:
        return
    first, place = next(iter(renderings.items()))
    if first != pair.msgstr:
        where = f"{place.file}:{place.line}" if place.line else place.file
        shown = first if len(first) <= _MAX_LENGTH else f"{first[: _MAX_LENGTH - 1]}…"
        yield Remark(f"the same source is translated as “{shown}” at {where}")


RULE = Rule(
    code="catalogue/inconsistent",
    check=check,
    what="one source that is translated in two ways",
    why="a heading or a term with two names seems to be two",
    fix="use one of them everywhere",
)
