"""Find translations that have half of their source's sentences, or fewer, and are short as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule
from build_tools.catalogues.lint.text_length import measure_english_length

# A full stop after three letters or more, before what no small letter begins, or a mark that ends a sentence.
_END = re.compile(
    r"(?:(?<=[^\W\d_]{3})[.։](?=[»”\"’)]*(?:\s+[^\s\da-zß-ÿ]|$))|[!?。！？؟।॥።။۔។])[»”\"’)）」』]*(?=\s|$|[^\x00-\u024f])"
)
_MAX_RATIO = 0.65


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where sentences are missing, and no longer sentence has taken their words."""
    source, target = (len(_END.findall(text)) for text in (pair.source.text, pair.target.text))
    if source < 2 or max(target, 1) * 2 > source:
        return
    context = pair.context
    usual = context.usual_ratio * measure_english_length(pair.source.text, context.source.script)
    if measure_english_length(pair.target.text, context.language.script) < _MAX_RATIO * usual:
        yield Remark(f"the source has {source} sentences, the translation {target}, and is short")


RULE = Rule(
    code="catalogue/sentences",
    check=check,
    what="a translation with only half as many sentences as its source",
    why="a part of the message was left out",
    fix="translate the rest",
)
