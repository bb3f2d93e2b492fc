"""Takes a pair, tells of a term of the glossary that is translated in another way.

A term that stands in the source as whole words, the longest first, and of whose forms in the
language none stands in the translation. Endings and articles make no difference. Left alone are
names (“Mexico City”), what stays in the source's words, and terms whose rendering the
glossary's note does not settle yet (`ar?`).
Example: “local government” where the glossary has “gouvernement local” and the text “mairie”.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.rules import stems
from build_tools.catalogues.rules.pair import Pair, Said

# Slavic, Baltic, Finnic and Celtic: cases and mutations change a word to its second letter.
_CHANGING = frozenset({
    "be", "bg", "br", "bs", "cs", "cy", "et", "fi", "ga", "gd", "hr", "is", "lt", "lv", "mk", "pl",
    "ru", "sk", "sl", "sr", "uk",
})  # fmt: skip


def terms(pair: Pair) -> Iterator[Said]:
    """Yield one finding for each term of the source that the translation does not have."""
    asked = pair.around.glossary.asked(pair.source.text)
    now = stems.folded(pair.now.text) if asked else ""
    loosely = pair.around.primary in _CHANGING
    for written, term in asked:
        # A title of a work may stay in its own language.
        is_kept = stems.folded(written) in now
        if not is_kept and not any(stems.holds(now, form, loosely=loosely) for form in term.forms):
            forms = " or ".join(f"“{form}”" for form in term.forms)
            yield Said(f"the glossary calls “{written}” {forms}; the translation does not")
