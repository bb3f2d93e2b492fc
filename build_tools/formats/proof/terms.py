"""Terms of the glossary in a text: takes Terms, finds where their forms stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

# What may follow a word in the languages of alphabets: marks of number, gender and case.
ENDING = r"(?:s|es|e|n|en|x|as|os)?"
# What Arabic writes together with the word after it, and before its article.
JOINED = r"[وفبكل]{0,2}(?:ال|لل)?"
WHITE = r"\s+"
ARTICLE = re.compile(r"^ال")
ARABIC = re.compile(r"[\u0621-\u064a]")
SQUARE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Forms:
    """Finds any of some forms in words; a help for the eye, which judges no grammar."""

    def __init__(self, forms: Iterable[str]) -> None:
        longest = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
        parts = "|".join(map(_pattern, longest))
        self._pattern = re.compile(parts, re.IGNORECASE) if parts else None

    def within(self, words: str) -> bool:
        """Return whether one of the forms stands in some words."""
        return self._pattern is not None and self._pattern.search(words) is not None

    def underlined(self, words: str) -> str:
        """Return words as HTML, each form of a term within an element of its own."""
        return "".join(
            f'<span class="term">{escape(part)}</span>' if is_term else escape(part)
            for part, is_term in self._parts(words)
        )

    def _parts(self, words: str) -> Iterator[tuple[str, bool]]:
        at = 0
        for found in self._pattern.finditer(words) if self._pattern else ():
            yield words[at : found.start()], False
            yield found.group(), True
            at = found.end()
        yield words[at:], False


def _pattern(form: str) -> str:
    words = form.split()
    if SQUARE.search(form):  # what follows a noun is written together with it
        return r"\s*".join(map(re.escape, words))
    if ARABIC.search(form):
        each = [JOINED + re.escape(ARTICLE.sub("", word)) for word in words]
    else:
        each = [re.escape(word) + ENDING for word in words]
    return rf"(?<!\w){WHITE.join(each)}(?!\w)"
