"""List the rules, each the row of a file: a rule compares a message with its translation.

Rules compare and guess; what is lost or rejected is found by the sanitizer and by comparing with
the page, and is not reported twice. A new rule is one new file with its row, RULE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from build_tools.catalogues.edition_catalogues import Message, PageCatalogue
from build_tools.catalogues.lint import invisible_characters, mixed_scripts, source_words
from build_tools.catalogues.lint.language_files import check_ui_strings
from build_tools.catalogues.lint.lint_context import LintContext, MessagePair, Rule, build_lint_context
from build_tools.catalogues.lint.plain_text import PlainText, strip_markup
from build_tools.model import Edition, Finding, Language, Term

__all__ = ["Rule", "check_ui_strings", "lint_characters", "lint_pages", "lint_text", "list_rules"]


@cache
def list_rules() -> tuple[Rule, ...]:
    """Return the row of each file of this package that has one; most commands need none of them."""
    return tuple(sorted(_iter_rules(), key=lambda rule: rule.code))


def _iter_rules() -> Iterator[Rule]:
    for file in Path(__file__).parent.glob("[!_]*.py"):
        module = import_module(f"{__name__}.{file.stem}")
        if hasattr(module, "RULE"):
            yield module.RULE


# What a reader is deceived by, not only a translator's slip: a build tells it too.
CHARACTER_RULES = (invisible_characters.RULE, mixed_scripts.RULE)


def lint_characters(pages: Iterable[PageCatalogue], edition: Edition) -> Iterator[Finding]:
    """Yield what translations hold that cannot be seen, or is seen as something else."""
    context = LintContext(language=edition.language, source=edition.source)
    for page in pages:
        for message in page.messages.values():
            if message.state == "translated" and not message.msgstr.isascii():
                yield from _lint_message(message, page, edition, context, CHARACTER_RULES)


def lint_text(msgid: str, msgstr: str, language: Language) -> Iterator[str]:
    """Yield what a text of no page holds that cannot be seen, or is seen as something else."""
    context = LintContext(language=language, source=language)
    pair = MessagePair(
        msgid=msgid, msgstr=msgstr, source=PlainText(msgid), target=PlainText(msgstr), context=context
    )
    for rule in CHARACTER_RULES:
        yield from (f"deceives readers: {remark.message} — {rule.fix}" for remark in rule.check(pair))


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
            is_code = "\n" in message.msgid.strip() or message.msgid.startswith(".. image::")
            if message.state == "translated" and not is_code:
                rules = list_rules() if message.msgid != message.msgstr else (source_words.RULE,)
                yield from _lint_message(message, page, edition, context, rules)


def _lint_message(
    message: Message, page: PageCatalogue, edition: Edition, context: LintContext, rules: Iterable[Rule]
) -> Iterator[Finding]:
    pair = MessagePair(
        msgid=message.msgid,
        msgstr=message.msgstr,
        source=strip_markup(message.msgid),
        target=strip_markup(message.msgstr),
        context=context,
        page=page.name,
    )
    for rule in rules:
        for remark in rule.check(pair):
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                message=f"{remark.message} — {remark.remedy or rule.fix}",
                place=message.make_place(page.file),
                publication=edition.publication.id,
                language=edition.language.tag,
            )
