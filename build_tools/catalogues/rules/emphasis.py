"""Takes a pair, tells where it marks other words, or fewer, than its source.

How many words are strong (`**x**`), emphasised (`*x*`) and literal (two backquotes). Chinese,
Japanese and Korean may put brackets for titles (《 》, 「 」) in the place of emphasis.
Example: `the **city**`, `la ville`.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_KINDS = ("strong", "emphasis", "literal")
_MARKS = {"strong": "**…**", "emphasis": "*…*", "literal": "``…``"}
_TITLES = "《〈「『"


def emphasis(pair: Pair) -> Iterator[Said]:
    """Yield one finding with each kind of mark whose number differs."""
    if pair.now.is_open or pair.source.is_open:
        return  # a mark that does not close is told by the gate
    titles = sum(pair.now.text.count(mark) - pair.source.text.count(mark) for mark in _TITLES)
    may_title = pair.around.language.writing_system == "cjk"
    said = []
    for kind in _KINDS:
        source: int = getattr(pair.source, kind)
        now: int = getattr(pair.now, kind)
        stands_for = titles if may_title and kind == "emphasis" else 0
        if now != source and not now < source <= now + stands_for:
            said.append(f"the source has {source} times {_MARKS[kind]}, the translation {now}")
    if said:
        yield Said("; ".join(said))
