"""Find terms of the glossary that are translated in another way: “mairie” for “local government”.

Endings and articles make no difference. Accepted are names (“Mexico City”), words that stay in the source
language, and terms whose translation the glossary's note does not settle yet (`ar?`).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.lint.glossary_index import fold_text, has_term_form
from build_tools.catalogues.lint.lint_context import MessagePair, Remark, Rule

# Slavic, Baltic, Finnic and Celtic: cases and mutations change a word to its second letter.
_STEM_CHANGING_LANGUAGES = frozenset({
    "be", "bg", "br", "bs", "cs", "cy", "et", "fi", "ga", "gd", "hr", "is", "lt", "lv", "mk", "pl",
    "ru", "sk", "sl", "sr", "uk",
})  # fmt: skip


def check(pair: MessagePair) -> Iterator[Remark]:
    """Yield one finding for each term of the source that the translation does not have."""
    source_terms = pair.context.glossary.find_terms(pair.source.text)
    target = fold_text(pair.target.text) if source_terms else ""
    loosely = pair.context.primary in _STEM_CHANGING_LANGUAGES
    for written, term in source_terms:
        # A title of a work may stay in its own language.
        is_kept = fold_text(written) in target
        if not is_kept and not any(has_term_form(target, form, loosely=loosely) for form in term.forms):
            forms = " or ".join(f"“{form}”" for form in term.forms)
            yield Remark(f"the glossary calls “{written}” {forms}; the translation does not")


RULE = Rule(
    code="catalogue/terms",
    check=check,
    what="terms of the glossary that are translated differently",
    why="a right or a body with two names seems to be two",
    fix="use the glossary's term",
)
