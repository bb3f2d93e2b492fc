"""Compare how many words a message and its translation mark: `the **city**`, `la ville`.

A translation may mark more, as the typography of its language does. Chinese, Japanese and Korean may put
brackets for titles (《 》, 「 」) in the place of emphasis.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_KINDS = ("strong", "emphasis", "literal")
_MARKS = {"strong": "**…**", "emphasis": "*…*", "literal": "``…``"}
_TITLES = "《〈「『"


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding with each kind of mark whose number differs."""
    if pair.target.is_open or pair.source.is_open:
        return  # a mark that does not close is reported by the sanitizer
    titles = sum(pair.target.text.count(mark) - pair.source.text.count(mark) for mark in _TITLES)
    may_title = pair.context.language.writing_system == "cjk"
    messages = []
    for kind in _KINDS:
        source: int = getattr(pair.source, kind)
        target: int = getattr(pair.target, kind)
        stands_for = titles if may_title and kind == "emphasis" else 0
        is_more = target > source and kind != "literal"  # typography of the language's own
        if target != source and not is_more and not target < source <= target + stands_for:
            mark = _MARKS[kind]
            messages.append(f"the source has {source} times {mark}, the translation {target}")
    if messages:
        yield Remark("; ".join(messages))


RULE = Rule(
    code="catalogue/emphasis",
    check=check,
    what="words set apart (strong, emphasised or literal): not the same number as in the source",
    why="what is set apart in the source is not in the translation",
    fix="mark what the source marks, in any order",
)
