"""Find translations in another language than the catalogue's, by their script and by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.catalogues.lint.function_words import FUNCTION_WORDS, count_function_words
from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CITED = re.compile('«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"')
_MIN_WORDS, _MIN_HITS, _MIN_TIMES = 5, 3, 2
_SCRIPTS = {
    "Latn": re.compile("[A-Za-zÀ-ɏḀ-ỿ]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Grek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Arab": re.compile("[\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f]"),
    "Hebr": re.compile("[\u05d0-\u05ea]"),
    "Deva": re.compile("[\u0900-\u097f]"),
    "Hang": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "Kana": re.compile("[\u3041-\u30fa]"),
    "Hani": re.compile("[\u3400-\u9fff]"),
    "Thai": re.compile("[\u0e01-\u0e5b]"),
    "Khmr": re.compile("[\u1780-\u17ff]"),
    "Ethi": re.compile("[\u1200-\u139f]"),
    "Geor": re.compile("[\u10a0-\u10ff]"),
    "Armn": re.compile("[\u0530-\u058f]"),
}
_OWN = {"Kore": ("Hang", "Hani"), "Jpan": ("Kana", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",)}
_MIN_LETTERS, _MIN_HAN = 12, 12


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield a finding where most letters are of another script, or most common words of another language."""
    text = pair.target.text
    if text == pair.source.text:
        return  # the source left as it is has its own rule
    message = _find_other_script(pair) or _find_other_words(pair)
    if message:
        yield Remark(message)


def _find_other_script(pair: MessagePair) -> str:
    language, text = pair.context.language, pair.target.text
    own = _OWN.get(language.script, (language.script,))
    if any(script not in _SCRIPTS for script in own):
        return ""
    counts = {script: len(letters.findall(text)) for script, letters in _SCRIPTS.items()}
    others = {script: count for script, count in counts.items() if script not in own}
    if pair.context.source.script == "Latn":
        others.pop("Latn", None)  # names, and words of the source, which have their own rule
    script = max(others, key=lambda each: others[each])
    if others[script] >= _MIN_LETTERS and others[script] > 2 * sum(counts[each] for each in own):
        return f"most of its letters are of another script than {language.name} has"
    if language.script == "Jpan" and counts["Hani"] >= _MIN_HAN and not counts["Kana"] and "。" in text:
        return "it has no kana, as Chinese has none"
    if language.script in ("Hans", "Hant") and counts["Kana"] >= 3:
        return "it has kana, as Japanese has"
    return ""


def _find_other_words(pair: MessagePair) -> str:
    own_words = FUNCTION_WORDS.get(pair.context.primary)
    kept = set(_WORD.findall(pair.source.text.casefold()))
    text = _CITED.sub(" ", pair.target.text)
    for cited in pair.target.cited:
        text = text.replace(cited, " ")
    words = [word for word in _WORD.findall(text.casefold()) if word not in kept]
    if own_words is None or len(words) < _MIN_WORDS:
        return ""
    own = sum(word in own_words for word in words)
    foreign = [word for word in words if word not in own_words]
    hits = count_function_words(foreign)
    hits.pop(pair.context.source_primary, None)
    tag = max(hits, key=lambda each: hits[each])
    if hits[tag] < max(_MIN_HITS, _MIN_TIMES * own, len(words) / 6):
        return ""
    return f"its commonest words are those of another language ({tag})"


RULE = Rule(
    code="catalogue/other-language",
    check=check,
    what="a translation that is not in the language of its catalogue",
    why="it was pasted into the wrong file, and is read aloud as nonsense",
    fix="write it in the language of the catalogue",
)
