"""Find words of the source in place of a translation.

Names, numbers, addresses and a single word that two languages of one script may share are accepted, and so is
what stands emphasised or between quotation marks, as titles of works do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.function_words import count_function_words
from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# A web address, which is the same in every language; looked for once in a run of letters and stops.
_ADDRESS = re.compile(r"(?<![\w-])(?<!\w\.)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s`>]*)?")
_MIN_RUN, _MIN_RUN_OTHER_SCRIPT = 4, 3
_MIN_LETTERS, _MAX_TITLE_WORDS = 3, 2
# A message that is a formula as a whole; its words stand in `\text{…}`.
_FORMULA, _FORMULA_WORDS = re.compile(r"\\[a-zA-Z]|[\^_]"), re.compile(r"\\(?:text\w*|mbox)\s*\{([^{}]*)\}")
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’|"[^"]*"|[《「『][^》」』]*[》」』]')


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding: all of the source is left, or its longest run of words."""
    if pair.msgid == pair.msgstr and _FORMULA.search(pair.msgid) and "`" not in pair.msgid:
        source = _WORD.findall(" ".join(_FORMULA_WORDS.findall(pair.msgid)))
    else:
        source = _list_words(pair.source.text)
    if pair.msgid == pair.msgstr or pair.source.text == pair.target.text:
        if _is_translatable(source, pair):
            yield Remark("the translation is its source", "translate it, or leave it empty")
        return
    run = _find_longest_run(source, _list_words(pair.target.text), pair)
    if run and not _is_cited(run, pair):
        yield Remark(f"words of the source are left: “{' '.join(run)}”")


def _list_words(text: str) -> list[str]:
    return _WORD.findall(_ADDRESS.sub(" ", text))


def _is_cited(run: list[str], pair: MessagePair) -> bool:
    """Return whether words are a title: emphasised, or between quotation marks."""
    cited = (*pair.target.cited, *_QUOTED.findall(pair.target.text))
    return any(" ".join(run) in " ".join(_WORD.findall(text)) for text in cited)


def _is_same_script(pair: MessagePair) -> bool:
    return pair.context.language.script == pair.context.source.script


def _is_translatable(words: list[str], pair: MessagePair) -> bool:
    """Return whether some words are no names: lower case here or, for few words, in another source."""
    if len(words) >= _MIN_RUN and _has_function_word(words, pair):
        return True
    common = pair.context.common_words if len(words) <= _MAX_TITLE_WORDS else frozenset()
    if _is_same_script(pair):
        return len(words) > 1 and any(_is_plain(word, common, _MIN_LETTERS + 1) for word in words)
    return any(_is_plain(word, common, _MIN_LETTERS) for word in words)


def _has_function_word(words: list[str], pair: MessagePair) -> bool:
    """Return whether words are of the source, not of a third language: “Right *to* Housing”."""
    hits = count_function_words(set(words))
    own, source = (hits.pop(tag, 0) for tag in (pair.context.primary, pair.context.source_primary))
    return source > own and source >= max(hits.values())


def _is_plain(word: str, common: frozenset[str], letters: int) -> bool:
    if _is_caseless(word):
        return True
    return len(word) >= letters and (word.islower() or word.lower() in common)


def _is_caseless(word: str) -> bool:
    return word.lower() == word.upper()


def _find_longest_run(source: list[str], target: list[str], pair: MessagePair) -> list[str]:
    """Return the longest run of the source's words in a translation, if it is not all names."""
    min_run = _MIN_RUN if _is_same_script(pair) else _MIN_RUN_OTHER_SCRIPT
    source_runs = {tuple(source[at : at + min_run]) for at in range(len(source) - min_run + 1)}
    best: list[str] = []
    start = 0
    for position in range(len(target) - min_run + 1):
        if tuple(target[position : position + min_run]) not in source_runs:
            start = position + 1
        elif position + min_run - start > len(best):
            best = target[start : position + min_run]
    lower = [word for word in best if word.islower() or _is_caseless(word)]
    return best if sum(len(word) >= _MIN_LETTERS for word in lower) >= 2 else []


RULE = Rule(
    code="catalogue/source-left",
    check=check,
    what="words of the source in place of a translation",
    why="they count as translated, and are read aloud as the wrong language",
    fix="translate them; a name that stays can be allowed",
)
