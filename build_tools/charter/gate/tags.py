"""Markup of HTML within a message: takes msgid and msgstr, gives a Refusal for new elements."""

from __future__ import annotations

import re

from build_tools.charter.gate.refusal import Refusal, quoted

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:a|applet|audio|base|button|embed|form|frame|frameset|iframe|img|input|link|math"
    r"|meta|object|script|source|style|svg|template|textarea|video)(?=[\s/>])[^>]*>?"
    r"|<[a-z][^>]*\son\w+\s*=[^>]*>?",
    re.IGNORECASE,
)
_IN_ROLE = re.compile(r":[^\W_][\w.+:-]*:`[^`]*`")
_IN_LINK = re.compile(r"<[^<>\s]*>`__?")
_TAG = re.compile(r"<[a-z/!?][^>]*>?", re.IGNORECASE)
_WHOLE = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
# A name in brackets, “<name>”, does no harm as an element either: no value, and none of these.
_BARE = re.compile(
    r"</?(?!(?:body|head|html|isindex|listing|marquee|noembed|noframes|noscript|plaintext|portal"
    r"|select|title|xmp)\b)[a-z][\w-]*(?:\s[^=<>]*)?/?>",
    re.IGNORECASE,
)
# Attributes whose value is words, or says in which language and direction words are.
_WORDED = re.compile(r"""\s(?:alt|dir|lang|title|xml:lang)="[^"<>]*"(?=[\s/>])""", re.IGNORECASE)
_RUN = re.compile(r"<(script|style)\b.*?(?:</\1\b|$)", re.IGNORECASE | re.DOTALL)


def tags(msgid: str, msgstr: str) -> Refusal | None:
    """Refuse elements that act; where the source has elements, any that it does not have.

    A source with elements may be raw markup, which nothing escapes; else they are words.
    """
    return _first_new(_ACTIVE, msgid, msgstr) or (
        _new_element(msgid, msgstr) if _WHOLE.search(_words(msgid)) else None
    )


def _first_new(pattern: re.Pattern[str], msgid: str, msgstr: str) -> Refusal | None:
    own = {match.group().lower() for match in pattern.finditer(msgid)}
    for match in pattern.finditer(_words(msgstr)):
        if match.group().lower() not in own:
            return _refusal(match.group())
    return None


def _new_element(msgid: str, msgstr: str) -> Refusal | None:
    own = set(_elements(msgid))
    for element in _elements(msgstr):
        if element not in own:
            return _refusal(element)
    # A quotation mark that is open at the end of an element: where it ends cannot be told.
    if any(element.count('"') % 2 or element.count("'") % 2 for element in own):
        return _refusal(msgstr)
    runs = {match.group() for match in _RUN.finditer(msgid)}
    return next(
        (_refusal(run.group()) for run in _RUN.finditer(msgstr) if run.group() not in runs), None
    )


def _elements(text: str) -> list[str]:
    found = (_WORDED.sub("", element).lower() for element in _TAG.findall(_words(text)))
    return [element for element in found if not _BARE.fullmatch(element)]


def _words(text: str) -> str:
    """Leave out roles and links: a label (`x <link>`) may be called like an element of HTML."""
    return _IN_LINK.sub("", _IN_ROLE.sub("", text))


def _refusal(found: str) -> Refusal:
    return Refusal(
        code="catalogue/refused-markup",
        message=f"the source has no “{quoted(found)}”",
        remedy="write words; marks come from the source",
    )
