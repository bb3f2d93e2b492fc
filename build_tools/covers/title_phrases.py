"""Split a title into phrases, so that its lines break by sense.

A phrase begins with its preposition, article or conjunction, as do “de los Derechos Humanos” and
“of Human Rights”. Short word lists suffice: a title split wrongly is still a title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Of a little word, in letters.
MAX_FUNCTION_WORD = 3
# Words as little, but longer, of the languages that we print and of their neighbours.
EUROPEAN_WORDS = """
    among between from into over than through towards under upon with within without
    avec chez contre dans depuis entre leur leurs pour sans selon sous vers
    ante contra desde hacia hasta para según sobre
    come dalla delle degli della nella
    aber durch eine einer eines gegen nach oder über unter zwischen
"""
LONG_FUNCTION_WORDS = frozenset(EUROPEAN_WORDS.split())
# Short Arabic words may be nouns, as حق is.
ARABIC_FUNCTION_WORDS = frozenset(("في", "من", "على", "إلى", "عن", "مع", "أو", "بين"))
# Prepositions and the conjunction that are written with an Arabic word, and its least letters.
ARABIC_PROCLITICS, MIN_PROCLITIC_WORD = "لبو", 4
# Korean words that complete the one before them: “for”, “about”, “through”, “according to”.
KOREAN_WORDS = "위한 위하여 위해 대한 대하여 대해 관한 관하여 통한 통하여 따른 따라 및"
KOREAN_POSTPOSITIONS = frozenset(KOREAN_WORDS.split())
HAN_AND_KANA = ((0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def split_phrases(words: str) -> tuple[str, ...]:
    """Return a text split before each phrase: joined with spaces, it is the text again."""
    return tuple(_iter_phrases([word for word in words.split(" ") if word]))


def _iter_phrases(words: list[str]) -> Iterator[str]:
    phrase: list[str] = []
    for word in words:
        # In “de los Derechos” the second little word begins nothing.
        if phrase and is_phrase_start(word) and not is_function_word(phrase[-1]):
            yield " ".join(phrase)
            phrase = []
        phrase.append(word)
    if phrase:
        yield " ".join(phrase)


def is_phrase_start(line: str) -> bool:
    """Return whether a line begins with a word that begins a phrase."""
    word = line.partition(" ")[0]
    if not word:
        return False
    if _is_hangul(word[0]):
        return word not in KOREAN_POSTPOSITIONS
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC_FUNCTION_WORDS or (
            len(word) >= MIN_PROCLITIC_WORD and word[0] in ARABIC_PROCLITICS
        )
    # “d’égalité” begins a phrase, and “l’Homme” does where no little word is before it.
    return is_function_word(word) or is_function_word(word.replace("'", "’").partition("’")[0])


def is_function_word(word: str) -> bool:
    """Return whether a word is a preposition, an article or the like, judged by its letters."""
    if not word.isalpha() or word[:1].isupper() or _is_hangul(word[0]) or is_han_or_kana(word[0]):
        return False
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC_FUNCTION_WORDS
    return len(word) <= MAX_FUNCTION_WORD or word in LONG_FUNCTION_WORDS


def is_han_or_kana(letter: str) -> bool:
    """Return whether a letter is of a script that breaks between any two letters."""
    return any(first <= ord(letter) <= last for first, last in HAN_AND_KANA)


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"
