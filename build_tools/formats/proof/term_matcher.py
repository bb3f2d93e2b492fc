"""Find the terms of the glossary in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

# What may follow a word in the languages of alphabets: marks of number, gender and case.
INFLECTION = r"(?:s|es|e|n|en|x|as|os)?"
# What Arabic writes together with the word after it, and before its article.
ARABIC_PREFIX = r"[وفبكل]{0,2}(?:ال|لل)?"
WHITE_SPACE = r"\s+"
ARTICLE = re.compile(r"^ال")
ARABIC = re.compile(r"[\u0621-\u064a]")
CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class TermMatcher:
    """Find any of some word forms in a text; a visual aid that knows no grammar."""

    def __init__(self, forms: Iterable[str]) -> None:
        longest = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
        parts = "|".join(map(_make_term_pattern, longest))
        self._pattern = re.compile(parts, re.IGNORECASE) if parts else None

    def has_match(self, text: str) -> bool:
        """Return whether one of the forms is in a text."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def underline_terms(self, text: str) -> str:
        """Return a text as HTML, each term in an element of its own."""
        return "".join(
            f'<span class="term">{escape(part)}</span>' if is_term else escape(part)
            for part, is_term in self._split_at_terms(text)
        )

    def _split_at_terms(self, text: str) -> Iterator[tuple[str, bool]]:
        end = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield text[end : match.start()], False
            yield match.group(), True
            end = match.end()
        yield text[end:], False


def _make_term_pattern(form: str) -> str:
    words = form.split()
    if CJK.search(form):  # what follows a noun is written together with it
        return r"\s*".join(map(re.escape, words))
    if ARABIC.search(form):
        parts = [ARABIC_PREFIX + re.escape(ARTICLE.sub("", word)) for word in words]
    else:
        parts = [re.escape(word) + INFLECTION for word in words]
    return rf"(?<!\w){WHITE_SPACE.join(parts)}(?!\w)"
