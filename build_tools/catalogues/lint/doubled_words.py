"""Find words that stand twice: `la ville de de tous`.

What a language doubles rightly is accepted: “nous nous” in French, and any word where a language doubles
words to say “each” or “very”, but for words that have a function alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

# Not by letters: vowel signs of many scripts are none.
_DOUBLED = re.compile(
    r"(?<!\S)[«“„\"(¿¡]?(?P<word>\S+)\s+(?P=word)(?=[\s.,;:!?…)»”\"।،؛؟·]|$)", re.IGNORECASE
)
_RIGHT = {
    "en": frozenset({"that", "had", "is", "bye"}),
    "fr": frozenset({"nous", "vous", "tout"}),
    "it": frozenset({"via", "man", "piano", "poco", "ora", "proprio"}),
    "nl": frozenset({"dat", "die", "zij", "er"}),
    "de": frozenset({"die", "das", "der", "sie"}),
    "pt": frozenset({"logo", "assim"}),
    "es": frozenset({"casi", "luego"}),
}
# These double many words; listed are words that they do not.
_FUNCTION_WORDS = {
    "tr": frozenset({"ve", "bir", "bu", "için", "ile", "olan", "da", "de", "her"}),
    "hi": frozenset({"के", "का", "की", "में", "और", "से", "को", "है", "हैं"}),
    "bn": frozenset({"এবং", "ও", "এই", "হয়"}),
    "ur": frozenset({"کے", "کا", "کی", "میں", "اور", "سے", "کو", "ہے"}),
    "ar": frozenset(
        {"من", "في", "على", "إلى", "أن", "التي", "الذي", "هذا", "هذه", "عن", "مع", "أو", "ما", "كل"}
    ),
    "fa": frozenset({"و", "به", "از", "در", "که", "را", "این", "است"}),
    "el": frozenset({"και", "του", "της", "το", "τη", "των", "να", "με", "για", "από", "στο", "στη", "ή"}),
    "he": frozenset({"של", "את", "על", "אל", "עם", "הוא", "היא", "כל", "או"}),
    "id": frozenset({"yang", "dan", "di", "untuk", "dengan", "dari", "ini"}),
    "ms": frozenset({"yang", "dan", "di", "untuk", "dengan", "dari", "ini"}),
    "vi": frozenset({"và", "của", "các", "những", "trong", "được", "là", "có"}),
    "ka": frozenset({"და", "რომ", "ან", "არის"}),
    "am": frozenset({"እና", "ነው", "ወይም", "ላይ"}),
    "hy": frozenset({"և", "է", "որ", "կամ"}),
    "sw": frozenset({"na", "ya", "wa", "kwa", "ni"}),
    "tl": frozenset({"ang", "ng", "at", "sa"}),
}
_UNSPACED = {"zh": re.compile("的的(?!确)|的確的的|是是(?!非)|和和"), "ja": re.compile("をを")}


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for the first word that stands twice and does not in the source."""
    language = pair.context.primary
    if not pair.context.is_spaced:
        pattern = _UNSPACED.get(language)
        match = pattern.search(pair.target.text) if pattern else None
        if match:
            yield Remark(f"“{match[0]}” stands twice")
        return
    for match in _DOUBLED.finditer(pair.target.text):
        if _is_slip(match["word"].casefold(), language) and match[0] not in pair.source.text:
            yield Remark(f"“{match['word']} {match['word']}” stands twice")
            return


def _is_slip(word: str, language: str) -> bool:
    if not any(map(str.isalpha, word)) or category(word[-1])[0] not in "LM":
        return False
    if language in _FUNCTION_WORDS:
        return word in _FUNCTION_WORDS[language]
    return word not in _RIGHT.get(language, ())


RULE = Rule(
    code="catalogue/doubled-word",
    check=check,
    what="a word that stands twice",
    why="it was typed or pasted once too often, and no spelling checker of marks sees it",
    fix="delete one",
)
