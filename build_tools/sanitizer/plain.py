"""Detect messages without any markup, which need no parsing."""

from __future__ import annotations

import re

# A quotation mark, a letter, then nothing that markup or an address could begin with.
_WORDS = re.compile(
    r"(?:[«“‘„¿¡][ \u00a0\u202f]?)?[^\W\d_]"
    r"(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff"
    r"*`|_\\<>@#:\[\]^{}]|: )*:?"
)
_ENUMERATOR = re.compile(r"[A-Za-z]+[.)](?:\s|$)")
MAX_PLAIN_LENGTH = 1_000


def is_plain_text(text: str) -> bool:
    """Return whether a text is one line of words and punctuation, without markup."""
    return (
        len(text) <= MAX_PLAIN_LENGTH
        and _WORDS.fullmatch(text) is not None
        and _ENUMERATOR.match(text) is None
    )
