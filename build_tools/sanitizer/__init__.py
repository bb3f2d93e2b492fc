"""Sanitize translations: decide what of a msgstr may be compiled into the .mo file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.sanitizer.inert_parser import (
    MAX_PLAIN_LENGTH,
    ParsedMessage,
    is_plain_text,
    parse_message,
    parse_message_by_character,
)
from build_tools.sanitizer.issue import MessageIssue, SanitizerRule, quote_excerpt
from build_tools.sanitizer.lexical_rules import LEXICAL
from build_tools.sanitizer.repair import repair_msgstr, unescape_text
from build_tools.sanitizer.structural_rules import STRUCTURAL, extract_role_target
from build_tools.sanitizer.visible_words import check_visible_words, has_visible_letter

__all__ = [
    "MessageIssue",
    "SanitizedMessage",
    "escape_msgstr",
    "find_rejection",
    "has_visible_letter",
    "is_plain_text",
    "sanitize",
    "unescape_text",
]


_REFERENCE_ROLES = frozenset({"ref", "doc", "numref", "any", "download", "cite", "eq"})
# What these mark is marked as well by the signs of reStructuredText, or needs no mark.
_OPTIONAL_ROLES = {"", "code", "emphasis", "index", "literal", "strong", "title-reference"}
_MAX_ENDING = 4
_UNCLOSED = MessageIssue(
    code="catalogue/stray-mark",
    message="a mark of the translation is opened and not closed; it is printed as it is",
    remedy="close it, or write a backslash before it",
)
# What a msgstr may leave out, and the sentence for each.
_MESSAGES = {
    "note": "the note “{}” is left out: it is called from nowhere",
    "reference": "the reference to “{}” is left out",
    "link": "the address “{}” is left out",
    "substitution": "“{}” is left out",
    "role": "words that the source marks with “:{}:” have no such mark",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitizedMessage:
    """Hold what became of a msgstr: `text` may be compiled, and is empty where it is rejected.

    `omissions` are what it leaves out of the source; it passes all the same.
    """

    text: str
    rejection: MessageIssue | None = None
    repairs: tuple[MessageIssue, ...] = ()
    omissions: tuple[MessageIssue, ...] = ()


def find_rejection(msgid: str, msgstr: str) -> MessageIssue | None:
    """Return why a msgstr must be rejected, None where it may pass. Never raises, ends soon."""
    if msgstr == msgid or not _needs_rules(msgid, msgstr):
        return None
    return _find_first((*LEXICAL, *STRUCTURAL, check_visible_words), msgid, msgstr)


def escape_msgstr(msgid: str, msgstr: str) -> str:
    """Return a msgstr that reaches the page, escaped where Sphinx would drop parts of it."""
    return sanitize(msgid, msgstr).text or msgstr


def sanitize(msgid: str, msgstr: str) -> SanitizedMessage:
    """Repair a msgstr where that does no harm, then check it. Never raises, ends soon."""
    if msgstr == msgid:
        return SanitizedMessage(text=msgstr)
    text, rejection = msgstr, None
    repairs: tuple[MessageIssue, ...] = ()
    if _needs_rules(msgid, msgstr):
        rejection = _find_first(LEXICAL, msgid, msgstr)
        if not rejection:
            text, repairs = repair_msgstr(msgid, msgstr)
            rejection = find_rejection(msgid, text)
    if rejection:
        return SanitizedMessage(text="", rejection=rejection)
    omissions = tuple(_find_omissions(msgid, text))
    return SanitizedMessage(text=text, repairs=repairs, omissions=omissions)


def _needs_rules(msgid: str, msgstr: str) -> bool:
    """Return whether a msgstr is more than a line of words, or its source may be raw markup or too long."""
    return "<" in msgid or len(msgid) > MAX_PLAIN_LENGTH or not is_plain_text(msgstr)


def _find_first(rules: Iterable[SanitizerRule], msgid: str, msgstr: str) -> MessageIssue | None:
    return next((issue for rule in rules for issue in rule(msgid, msgstr)), None)


def _find_omissions(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Yield what a msgstr lacks of its source, in either way of reading marks that touch letters."""
    if is_plain_text(msgid):
        return
    by_character, by_word = (
        Counter(_compare_readings(parse(msgid), parse(msgstr)))
        for parse in (parse_message_by_character, parse_message)
    )
    yield from (by_character | by_word).elements()
    # By character, the asterisk of “Bürger*innen” would count as opened.
    if parse_message(msgstr).broken and not parse_message_by_character(msgid).broken:
        yield _UNCLOSED


def _compare_readings(source: ParsedMessage, translation: ParsedMessage) -> Iterator[MessageIssue]:
    """Yield each note, reference, address, name, role and target that a translation lacks."""
    yield from _report("note", source.notes - translation.notes)
    targets = _count_reference_targets(source.roles) - _count_reference_targets(translation.roles)
    yield from _report("reference", targets)
    yield from _report("link", Counter(sorted(source.addresses - translation.addresses)))
    names = sorted(source.substitutions - translation.substitutions)
    yield from _report("substitution", Counter(names))
    # The “st” of an English ordinal is not that of another language.
    required = [role for role in source.roles if not _is_ordinal_ending(*role)]
    roles = _count_markup_roles(required) - _count_markup_roles(translation.roles)
    yield from _report("role", roles)
    if translation.targets < source.targets:
        message = "a target, “_`…`”, is left out: what leads there finds nothing"
        yield _make_omission("target", message)
    if translation.named_references < source.named_references:
        message = "a reference by name, a word that ends in “_”, is left out"
        yield _make_omission("reference", message)


def _report(what: str, missing: Counter[str]) -> Iterator[MessageIssue]:
    for name in missing.elements():
        yield _make_omission(what, _MESSAGES[what].format(quote_excerpt(name)))


def _count_markup_roles(roles: Iterable[tuple[str, str]]) -> Counter[str]:
    names = (name.rpartition(":")[2] for name, _ in roles)
    return Counter(name for name in names if name not in _REFERENCE_ROLES | _OPTIONAL_ROLES)


def _is_ordinal_ending(name: str, content: str) -> bool:
    return name in ("sup", "superscript") and content.isalpha() and len(content) <= _MAX_ENDING


def _count_reference_targets(roles: Iterable[tuple[str, str]]) -> Counter[str]:
    contents = (text for name, text in roles if name.rpartition(":")[2] in _REFERENCE_ROLES)
    return Counter(map(extract_role_target, contents))


def _make_omission(what: str, message: str) -> MessageIssue:
    remedy = "put it where it belongs in the translation"
    return MessageIssue(code=f"catalogue/lost-{what}", message=message, remedy=remedy)
