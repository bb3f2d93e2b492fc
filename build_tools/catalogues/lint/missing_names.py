"""Find names that a translation leaves out, and that the catalogue keeps elsewhere: `Barcelona`."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.catalogues.lint.name_index import find_names, is_name_kept


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding with the names that are missing."""
    names = dict.fromkeys(name for name in find_names(pair.source.text) if name in pair.context.kept_names)
    missing = [name for name in names if not is_name_kept(name, pair.msgstr)]
    if missing:
        yield Remark(f"“{', '.join(missing)}” of the source is missing, which other messages keep")


RULE = Rule(
    code="catalogue/name",
    check=check,
    what="a name of the source that other translations keep and this one leaves out",
    why="a place or a person is not mentioned",
    fix="put it where it belongs",
)
