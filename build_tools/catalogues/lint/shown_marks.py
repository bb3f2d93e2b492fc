"""Find marks that a translated page shows and its source does not: `active[#citizen]_`, `** Accès **`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message
from build_tools.model import Edition, Finding, Language
from build_tools.sanitizer.issue import quote_excerpt
from build_tools.sphinx_ext.translation.message_outcomes import MessageOutcome

_SHOWN, _STRAY = "catalogue/shown-mark", "catalogue/stray-mark"
# What an escape has shown on purpose.
_ESCAPED = re.compile(r"\\([*`|_\[\\])")
# “Bürger*innen”: an ending after an asterisk, where a language writes so.
_GENDER_STAR = re.compile(r"(?<=[^\W\d_]{2})\*(?=[a-zäöü]{1,6}\b)")
_STAR_LANGUAGES = frozenset({"de", "gsw", "lb", "nds"})


def find_shown_marks(
    compiled: EditionCatalogues, outcomes: Iterable[MessageOutcome], edition: Edition
) -> Iterator[Finding]:
    """Yield an error for each message that shows a mark which its source does not show."""
    for outcome in outcomes:
        message = compiled.get_message(outcome.page, outcome.msgid) if outcome.shown_marks else None
        marks = _list_raw_marks(message, outcome, edition.language) if message else []
        if message and marks:
            yield Finding(
                code=_SHOWN,
                severity="error",
                message=f"readers see “{_quote_mark(marks[0], outcome.visible_text)}” as it is written here,"
                " marks and all — write marks next to their words, with “\\ ” between a mark and a letter"
                " outside; a backslash before a mark that readers shall see",
                place=message.make_place(compiled.pages[outcome.page].file),
                publication=edition.publication.id,
                language=edition.language.tag,
            )


def drop_repeated_marks(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those of stray marks that a page shows: these are told with their words."""
    every = tuple(findings)
    shown = {finding.place for finding in every if finding.code == _SHOWN}
    yield from (finding for finding in every if finding.code != _STRAY or finding.place not in shown)


def _quote_mark(mark: str, text: str) -> str:
    """Return a mark with some of the words around it, as readers see them."""
    at = max(text.find(mark), 0)
    return quote_excerpt(text[max(at - 20, 0) : at + 20]) if mark in text else mark


def _list_raw_marks(message: Message, outcome: MessageOutcome, language: Language) -> list[str]:
    if message.state != "translated" or message.msgstr in ("", message.msgid):
        return []
    escaped = Counter(_ESCAPED.findall(message.text))
    # A backslash is meant by few; the one that the sanitizer kept has its own finding.
    escaped["\\"] = max(escaped["\\"] - _ESCAPED.findall(message.msgstr).count("\\"), 0)
    marks = Counter(dict(outcome.shown_marks)) - escaped
    if language.tag.partition("-")[0].lower() in _STAR_LANGUAGES:
        marks -= Counter(_GENDER_STAR.findall(message.text))
    return sorted(marks)
