"""Check the HTML elements of a message: reject those that act, and those the source lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.sanitizer.issue import MessageIssue, make_rejection, quote_excerpt

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:a|applet|audio|base|button|embed|form|frame|frameset|iframe|img|input|link|math"
    r"|meta|object|script|source|style|svg|template|textarea|video)(?=[\s/>])[^>]*>?"
    r"|<[a-z][^>]*\son\w+\s*=[^>]*>?",
    re.IGNORECASE,
)
_ROLE = re.compile(r":[^\W_][\w.+:-]*:`[^`]*`")
_LINK = re.compile(r"<[^<>\s]*>`__?")
_TAG = re.compile(r"<[a-z/!?][^>]*>?", re.IGNORECASE)
_CLOSED_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
# A name in brackets, “<name>”, does no harm as an element either: no value, and none of these.
_HARMLESS_TAG = re.compile(
    r"</?(?!(?:body|head|html|isindex|listing|marquee|noembed|noframes|noscript|plaintext|portal"
    r"|select|title|xmp)\b)[a-z][\w-]*(?:\s[^=<>]*)?/?>",
    re.IGNORECASE,
)
# Attributes whose value is words, or says in which language and direction words are.
_TEXT_ATTRIBUTE = re.compile(r"""\s(?:alt|dir|lang|title|xml:lang)="[^"<>]*"(?=[\s/>])""", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\b|$)", re.IGNORECASE | re.DOTALL)


def check_html_tags(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Reject elements that act; where the source has elements, any that it does not have.

    A source with elements may be raw markup, which nothing escapes; otherwise they are text.
    """
    source_elements = {match.group().lower() for match in _ACTIVE.finditer(msgid)}
    for match in _ACTIVE.finditer(_strip_roles(msgstr)):
        if match.group().lower() not in source_elements:
            yield _reject_element(match.group())
    if _CLOSED_TAG.search(_strip_roles(msgid)):
        yield from _check_elements(msgid, msgstr)


def _check_elements(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_elements = set(_list_elements(msgid))
    for element in _list_elements(msgstr):
        if element not in source_elements:
            yield _reject_element(element)
    # A quotation mark that is open at the end of an element: where it ends is unknown.
    if any(element.count('"') % 2 or element.count("'") % 2 for element in source_elements):
        yield _reject_element(msgstr)
    source_scripts = {match.group() for match in _SCRIPT.finditer(msgid)}
    for match in _SCRIPT.finditer(msgstr):
        if match.group() not in source_scripts:
            yield _reject_element(match.group())


def _list_elements(text: str) -> list[str]:
    elements = (_TEXT_ATTRIBUTE.sub("", tag).lower() for tag in _TAG.findall(_strip_roles(text)))
    return [element for element in elements if not _HARMLESS_TAG.fullmatch(element)]


def _strip_roles(text: str) -> str:
    """Remove roles and links: a label (`x <link>`) may be named like an HTML element."""
    return _LINK.sub("", _ROLE.sub("", text))


def _reject_element(element: str) -> MessageIssue:
    message = f"the source has no “{quote_excerpt(element)}”"
    return make_rejection("markup", message, "write words; marks come from the source")
