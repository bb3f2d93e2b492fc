"""Find two messages of a page that have each other's translation: numbers, references, lengths tell."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.sanitizer.issue import quote_excerpt


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding that names the message whose translation stands here."""
    other = pair.context.exchanged.get((pair.page, pair.msgid))
    if other:
        yield Remark(f"this seems to be the translation of “{quote_excerpt(other)}”, and that has this one’s")


RULE = Rule(
    code="catalogue/exchanged",
    check=check,
    what="two messages of a page with each other’s translation",
    why="both say something else than their source",
    fix="exchange the two",
)
