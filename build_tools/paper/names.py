"""Names of things in the structure of a PDF: takes an element of HTML, gives its tags.

ISO 32000-1, 14.8.4; what such a tag may stand in is `within` below.
"""

from __future__ import annotations

import re
from typing import Any

# Elements that are read as what holds them have no name here: em, strong, sub, font, mi …
TAGS = {
    "Part": "main",
    "Art": "article",
    "Sect": "section nav",
    "Div": "div figure aside header footer address form fieldset details hgroup center",
    "BlockQuote": "blockquote",
    "P": "p pre summary legend",
    **{f"H{level}": f"h{level}" for level in range(1, 7)},
    "L": "ul ol dl menu",
    "LI": "li",
    "Lbl": "dt",
    "LBody": "dd",
    "Table": "table",
    "THead": "thead",
    "TBody": "tbody",
    "TFoot": "tfoot",
    "TR": "tr",
    "TH": "th",
    "TD": "td",
    "Caption": "caption figcaption",
    "Figure": "img svg embed object",
    "Formula": "math",
    "Link": "a",
    "Code": "code kbd samp tt",
    "Quote": "q",
}
ELEMENTS = {name: tag for tag, listed in TAGS.items() for name in listed.split()}
ROLES = {
    "doc-noteref": ("Reference", "Link"),
    "doc-biblioref": ("Reference", "Link"),
    "doc-footnote": ("Note",),
    "list": ("L",),
    "listitem": ("LI",),
}
# The parts of a note that WeasyPrint sets at the foot of a page.
CALL, MARKER = "footnote-call", "footnote-marker"
# What an element without a role of HTML is called here, in a template: `data-structure="TOCI"`.
NAMED = "data-structure"
HEADINGS = {f"H{level}" for level in range(1, 7)}
GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}
IN_LINE = {"", "Span", "Link", "Code", "Quote", "Reference", "Formula"}
LABELLED = {"LI", "Note", "TOCI"}


def plain(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def tags(element: Any, around: str) -> tuple[str, ...]:
    """Return the tags of an element, outer first; none for what is read as what holds it."""
    if named := element.get(NAMED):
        return (named,)
    if role := ROLES.get(element.get("role", "")):
        return role
    name = plain(element)
    if around in LABELLED and "label" in element.get("class", "").split():
        return ("Lbl",)
    if name == "a" and not element.get("href"):
        return ()
    return (ELEMENTS[name],) if name in ELEMENTS else ()


def missing(around: str, tag: str) -> str:
    """Return what must stand between a part and what is put into it; mostly nothing.

    `tag` is empty for words themselves.
    """
    if around in ("L", "LI", "TOC"):
        return _missing_in_list(around, tag)
    if tag in ("LI", "LBody") or (tag == "Lbl" and around not in LABELLED):
        return "L"
    if tag == "TOCI":
        return "TOC"
    if around == "TOCI" and tag == "Link":
        return "Reference"
    return "P" if around in GROUPS and tag in IN_LINE else ""


def _missing_in_list(around: str, tag: str) -> str:
    if around == "L":
        return "" if tag in ("LI", "Caption") else "LI"
    if around == "LI":
        return "" if tag in ("Lbl", "LBody") else "LBody"
    return "" if tag in ("TOCI", "TOC", "Caption") else "TOCI"


def alternative(element: Any) -> str:
    """Return the words that stand for a picture; empty for one that says nothing."""
    for child in element:
        if isinstance(child.tag, str) and plain(child) == "title":
            return line("".join(child.itertext()))
    return line(element.get("alt") or element.get("aria-label") or element.get("title") or "")


def line(words: str) -> str:
    """Return words on one line, without the joiners that hold them together on paper."""
    return re.sub(r"[ \t\r\n\f]+", " ", words.replace("\N{WORD JOINER}", "")).strip()
