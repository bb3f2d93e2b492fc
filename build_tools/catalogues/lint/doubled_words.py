"""Find words that stand twice: `la ville de de tous`.

What a language doubles rightly is accepted: “nous nous” in French, and any word where a language doubles
words to say “each” or “very”, but for words that have a function alone; of a language that stands in neither
table nothing is told.
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
# What these double rightly: a pronoun before its verb, an article behind its demonstrative.
_RIGHT = {
    "af": frozenset({"nie", "die", "het"}),
    "ca": frozenset(),
    "cs": frozenset({"se"}),
    "da": frozenset({"det", "den", "de", "der", "er", "som"}),
    "de": frozenset({"die", "das", "der", "den", "dem", "sie", "es", "ihr"}),
    "en": frozenset({"that", "had", "is", "bye"}),
    "es": frozenset({"casi", "luego"}),
    "et": frozenset(),
    "eu": frozenset(),
    "fi": frozenset({"se"}),
    "fr": frozenset({"nous", "vous", "tout", "en"}),
    "gl": frozenset({"se"}),
    "hr": frozenset({"da"}),
    "hu": frozenset({"az", "egy"}),
    "it": frozenset({"via", "man", "piano", "poco", "ora", "proprio", "se"}),
    "ko": frozenset({"하나", "서로", "조금"}),
    "lt": frozenset(),
    "lv": frozenset(),
    "nb": frozenset({"det", "den", "de", "der", "er", "som"}),
    "nl": frozenset({"dat", "die", "zij", "er", "het", "je", "u", "ze", "haar", "hun", "jullie"}),
    "pl": frozenset(),
    "pt": frozenset({"logo", "assim", "se"}),
    "ro": frozenset(),
    "ru": frozenset({"что", "то"}),
    "sl": frozenset({"se", "je"}),
    "sq": frozenset({"të", "e", "i", "së"}),
    "sr": frozenset({"da", "да"}),
    "sv": frozenset({"det", "den", "de", "är", "som"}),
    "uk": frozenset({"що", "то"}),
}
# These double many words, to say “each” or “very”; listed are common words that they do not.
_NEVER_DOUBLED = {
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
    if language in _NEVER_DOUBLED:
        return word in _NEVER_DOUBLED[language]
    return language in _RIGHT and word not in _RIGHT[language]


RULE = Rule(
    code="catalogue/doubled-word",
    check=check,
    what="a word that is repeated",
    why="it was typed or pasted once too often, and no spelling checker of marks sees it",
    fix="delete one",
)
