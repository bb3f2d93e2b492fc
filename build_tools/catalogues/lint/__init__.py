"""Collect RULES, a row for each rule: a rule compares a message with its translation.

`lint_pages` runs all rules over the catalogues of an edition. Rules compare and guess; what is
lost or rejected is found elsewhere, by the sanitizer and by comparing with the page, and is not
reported twice. A new rule is one new file, which says what it looks at, and one new row, which
says why it matters and how to fix it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.catalogues.lint import (
    brackets,
    emphasis,
    end_mark,
    entities,
    glossary_terms,
    inconsistent_translations,
    invisible_characters,
    mixed_scripts,
    number_mismatch,
    placeholders,
    punctuation,
    quotation_marks,
    source_words,
    spacing,
    translation_length,
)
from build_tools.catalogues.lint.lint_context import (
    LintContext,
    MessagePair,
    RuleFunction,
    build_lint_context,
)
from build_tools.catalogues.lint.missing_ui_strings import check_ui_strings
from build_tools.catalogues.lint.plain_text import strip_markup
from build_tools.model import Edition, Finding, Severity, Term

__all__ = ["RULES", "Rule", "check_ui_strings", "lint_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Describe a rule: its code, severity and function, and three sentences for people.

    `what` it looks at, `why` it matters, and how to `fix` it; the last ends each finding that
    has no more precise remedy.
    """

    code: str
    severity: Severity = "warning"
    check: RuleFunction
    what: str
    why: str
    fix: str


RULES: tuple[Rule, ...] = (
    Rule(
        code="catalogue/brackets",
        check=brackets.check,
        what="brackets that do not close",
        why="a reader cannot tell where the aside ends",
        fix="write both brackets, or none",
    ),
    Rule(
        code="catalogue/emphasis",
        check=emphasis.check,
        what="how many words are strong, emphasised or literal",
        why="what is set apart in the source is not in the translation",
        fix="mark what the source marks, in any order",
    ),
    Rule(
        code="catalogue/end-mark",
        check=end_mark.check,
        what="the mark that a message ends in",
        why="a title with a stop, or a sentence without one, is a slip",
        fix="end as the source ends, in the marks of the language",
    ),
    Rule(
        code="catalogue/entities",
        check=entities.check,
        what="marks of HTML, Markdown or menus that the source does not have",
        why="they are printed as they stand",
        fix="write the character itself, and the marks of the source",
    ),
    Rule(
        code="catalogue/hidden",
        check=invisible_characters.check,
        what="characters that nobody sees or that have no meaning",
        why="words with one are not found, copied or read aloud",
        fix="delete it, or type the word anew",
    ),
    Rule(
        code="catalogue/inconsistent",
        check=inconsistent_translations.check,
        what="one source that is translated in two ways",
        why="a heading or a term with two names seems to be two",
        fix="use one of them everywhere",
    ),
    Rule(
        code="catalogue/length",
        check=translation_length.check,
        what="a translation that is far shorter or longer than its source",
        why="something was left out, or it belongs to another message",
        fix="compare the two once more",
    ),
    Rule(
        code="catalogue/look-alike",
        check=mixed_scripts.check,
        what="words in which letters of another script pass for their likes",
        why="such a word cannot be found, and is read aloud as nonsense",
        fix="type the word anew on one keyboard",
    ),
    Rule(
        code="catalogue/marks",
        check=punctuation.check,
        what="marks of punctuation of another script or language",
        why="they look foreign and stand in the wrong place",
        fix="write those of the language",
    ),
    Rule(
        code="catalogue/numbers",
        check=number_mismatch.check,
        what="numbers that one side has and the other has not",
        why="an article, a year or a sum that changed says another thing",
        fix="write the numbers of the source, in the digits of the language",
    ),
    Rule(
        code="catalogue/placeholders",
        check=placeholders.check,
        what="placeholders: names in braces and signs with %",
        why="the value is not shown, or readers see the sign",
        fix="keep each as the source has it",
    ),
    Rule(
        code="catalogue/quotes",
        check=quotation_marks.check,
        what="quotation marks of another language, or without a partner",
        why="they look foreign, or leave open where the quotation ends",
        fix="write straight ones, or those of the language",
    ),
    Rule(
        code="catalogue/source-left",
        check=source_words.check,
        what="words of the source in place of a translation",
        why="they count as translated, and are read aloud as the wrong language",
        fix="translate them; a name that stays can be allowed",
    ),
    Rule(
        code="catalogue/spaces",
        check=spacing.check,
        what="spaces too many, too few or in the wrong place",
        why="they are seen on paper, and a mark may come to stand alone",
        fix="set them as the language does",
    ),
    Rule(
        code="catalogue/terms",
        check=glossary_terms.check,
        what="terms of the glossary that are called otherwise",
        why="a right or a body with two names seems to be two",
        fix="use the glossary's term",
    ),
)


_SOURCE_WORDS_RULE = next(rule for rule in RULES if rule.check is source_words.check)


def lint_pages(
    pages: Iterable[PageCatalogue],
    edition: Edition,
    terms: Iterable[Term] = (),
    other_pages: Iterable[PageCatalogue] = (),
) -> Iterator[Finding]:
    """Yield the findings of all rules on an edition's translations, page by page.

    `terms` are the glossary's for its two languages; `other_pages` the pages of the language's
    other publications, whose translations of the same msgids are compared but get no findings.
    """
    own_pages = tuple(pages)
    context = build_lint_context((*own_pages, *other_pages), edition, terms)
    for page in own_pages:
        for message in page.messages.values():
            # A msgid of several lines is code or a formula, and an image has no words.
            if message.state == "translated" and not _is_code(message.msgid):
                yield from _lint_message(message, page, edition, context)


def _lint_message(
    message: Message, page: PageCatalogue, edition: Edition, context: LintContext
) -> Iterator[Finding]:
    pair = MessagePair(
        msgid=message.msgid,
        msgstr=message.msgstr,
        source=strip_markup(message.msgid),
        target=strip_markup(message.msgstr),
        context=context,
    )
    for rule in RULES if message.msgid != message.msgstr else (_SOURCE_WORDS_RULE,):
        for remark in rule.check(pair):
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                message=f"{remark.message} — {remark.remedy or rule.fix}",
                place=message.make_place(page.file),
                publication=edition.publication.id,
                language=edition.language.tag,
            )


def _is_code(msgid: str) -> bool:
    return "\n" in msgid.strip() or msgid.startswith(".. image::")
