"""Where a title may break so that it is read by sense: takes words, gives phrases. Pure.

A phrase begins with its preposition, article or conjunction, as do “de los Derechos Humanos” and
“of Human Rights”. Short lists do, for a title in the wrong phrases is still a title.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Of a little word, in letters.
LITTLE = 3
# Words as little, but longer, of the languages that we print and of their neighbours.
EUROPEAN = """
    among between from into over than through towards under upon with within without
    avec chez contre dans depuis entre leur leurs pour sans selon sous vers
    ante contra desde hacia hasta para según sobre
    come dalla delle degli della nella
    aber durch eine einer eines gegen nach oder über unter zwischen
"""
LONGER = frozenset(EUROPEAN.split())
# Short Arabic words may be nouns, as حق is.
ARABIC = frozenset(("في", "من", "على", "إلى", "عن", "مع", "أو", "بين"))
# Prepositions and the conjunction that are written with an Arabic word, and its least letters.
PROCLITIC, LEAST = "لبو", 4
# Korean words that complete the one before them: “for”, “about”, “through”, “according to”.
KOREAN = "위한 위하여 위해 대한 대하여 대해 관한 관하여 통한 통하여 따른 따라 및"
COMPLETING = frozenset(KOREAN.split())
HAN_AND_KANA = ((0x2E80, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def phrases(words: str) -> tuple[str, ...]:
    """Return text cut before each phrase: joined with spaces, it is the text again."""
    return tuple(_phrases([word for word in words.split(" ") if word]))


def _phrases(words: list[str]) -> Iterator[str]:
    phrase: list[str] = []
    for word in words:
        # In “de los Derechos” the second little word begins nothing.
        if phrase and begins(word) and not is_little(phrase[-1]):
            yield " ".join(phrase)
            phrase = []
        phrase.append(word)
    if phrase:
        yield " ".join(phrase)


def begins(line: str) -> bool:
    """Return whether a line begins with what begins a phrase."""
    word = line.partition(" ")[0]
    if not word:
        return False
    if _is_hangul(word[0]):
        return word not in COMPLETING
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC or (len(word) >= LEAST and word[0] in PROCLITIC)
    # “d’égalité” begins a phrase, and “l’Homme” does where no little word is before it.
    return is_little(word) or is_little(word.replace("'", "’").partition("’")[0])


def is_little(word: str) -> bool:
    """Return whether a word is a preposition, an article or the like, from its letters."""
    if not word.isalpha() or word[:1].isupper() or _is_hangul(word[0]) or is_square(word[0]):
        return False
    if unicodedata.bidirectional(word[0]) == "AL":
        return word in ARABIC
    return len(word) <= LITTLE or word in LONGER


def is_square(letter: str) -> bool:
    """Return whether a letter is of a script that breaks between any two letters."""
    return any(first <= ord(letter) <= last for first, last in HAN_AND_KANA)


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"
