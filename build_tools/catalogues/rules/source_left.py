"""Takes a pair, tells where words of the source stand in place of a translation.

A msgstr that is its msgid, or several words in a row of it. Names, numbers, addresses and a
single word that two languages of one script may share are left alone, and so is what stands
emphasised or between quotation marks, as titles of works do.
Example: `msgid "Who decides"`, `msgstr "Who decides"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.rules.pair import Pair, Said

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_RUN, _RUN_OF_ANOTHER_SCRIPT = 4, 3
_LETTERS, _TITLE = 3, 2
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’|"[^"]*"|[《「『][^》」』]*[》」』]')


def source_left(pair: Pair) -> Iterator[Said]:
    """Yield one finding: the whole is left, or the longest run of words that is."""
    source = _WORD.findall(pair.source.text)
    if pair.msgid == pair.msgstr or pair.source.text == pair.now.text:
        if _is_translatable(source, pair):
            yield Said("the translation is its source", "translate it, or leave it empty")
        return
    run = _longest(source, _WORD.findall(pair.now.text), pair)
    if run and not _is_cited(run, pair):
        yield Said(f"words of the source are left: “{' '.join(run)}”")


def _is_cited(run: list[str], pair: Pair) -> bool:
    """Whether words are a title: emphasised, or between quotation marks."""
    cited = (*pair.now.cited, *_QUOTED.findall(pair.now.text))
    return any(" ".join(run) in " ".join(_WORD.findall(text)) for text in cited)


def _is_same_script(pair: Pair) -> bool:
    return pair.around.language.script == pair.around.source.script


def _is_translatable(words: list[str], pair: Pair) -> bool:
    """Whether some are no names: they stand in lower case, here or, if few, in another source.

    One word may be the same in two languages of a script.
    """
    common = pair.around.common if len(words) <= _TITLE else frozenset()
    if _is_same_script(pair):
        return len(words) > 1 and any(_is_plain(word, common, _LETTERS + 1) for word in words)
    return any(_is_plain(word, common, _LETTERS) for word in words)


def _is_plain(word: str, common: frozenset[str], letters: int) -> bool:
    if _caseless(word):
        return True
    return len(word) >= letters and (word.islower() or word.lower() in common)


def _caseless(word: str) -> bool:
    return word.lower() == word.upper()


def _longest(source: list[str], now: list[str], pair: Pair) -> list[str]:
    """The longest run of the source's words in a translation, if some of them are no names."""
    least = _RUN if _is_same_script(pair) else _RUN_OF_ANOTHER_SCRIPT
    known = {tuple(source[at : at + least]) for at in range(len(source) - least + 1)}
    best: list[str] = []
    start = 0
    for at in range(len(now) - least + 1):
        if tuple(now[at : at + least]) not in known:
            start = at + 1
        elif at + least - start > len(best):
            best = now[start : at + least]
    lower = [word for word in best if word.islower() or _caseless(word)]
    return best if sum(len(word) >= _LETTERS for word in lower) >= 2 else []
