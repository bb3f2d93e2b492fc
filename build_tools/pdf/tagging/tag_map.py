"""Map HTML elements to PDF structure types (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

import re
from typing import Any

# Elements without a type are read as their parent: em, strong, sub, font, mi …
TAG_ELEMENTS = {
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
ELEMENT_TAGS = {name: tag for tag, listed in TAG_ELEMENTS.items() for name in listed.split()}
ROLE_TAGS = {
    "doc-noteref": ("Reference", "Link"),
    "doc-biblioref": ("Reference", "Link"),
    "doc-footnote": ("Note",),
    "list": ("L",),
    "listitem": ("LI",),
}
# The class of the text that marks the item of a list, in the first line of the item.
ITEM_MARK = "item-mark"
# The parts of a note that WeasyPrint sets at the foot of a page.
FOOTNOTE_CALL, FOOTNOTE_MARKER = "footnote-call", "footnote-marker"
HEADING_TAGS = {f"H{level}" for level in range(1, 7)}
GROUPING_TAGS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}
INLINE_TAGS = {"", "Span", "Link", "Code", "Quote", "Reference", "Formula"}
LABEL_PARENTS = {"LI", "Note", "TOCI"}
# What lists may hold; the last holds all else.
LIST_PARTS = {"L": ("Caption", "LI"), "LI": ("Lbl", "LBody"), "TOC": ("TOC", "Caption", "TOCI")}


def get_local_name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def map_element(element: Any, parent_tag: str) -> tuple[str, ...]:
    """Return the structure types of an element, outer first; none if it is read as its parent."""
    if explicit_tag := element.get("data-structure"):  # in a template
        return (explicit_tag,)
    if role_tags := ROLE_TAGS.get(element.get("role", "")):
        return role_tags
    name = get_local_name(element)
    if parent_tag in LABEL_PARENTS and "label" in element.get("class", "").split():
        return ("Lbl",)
    if name == "a" and not element.get("href"):
        return ()
    return (ELEMENT_TAGS[name],) if name in ELEMENT_TAGS else ()


def find_missing_parent(parent_tag: str, tag: str) -> str:
    """Return the type that must stand between a parent and its new child; mostly empty.

    `tag` is empty for text itself.
    """
    if parent_tag in LIST_PARTS:
        *allowed, missing_part = LIST_PARTS[parent_tag]
        return "" if tag in (*allowed, missing_part) else missing_part
    if tag in ("LI", "LBody") or (tag == "Lbl" and parent_tag not in LABEL_PARENTS):
        return "L"
    if tag == "TOCI":
        return "TOC"
    if parent_tag == "TOCI" and tag == "Link":
        return "Reference"
    return "P" if parent_tag in GROUPING_TAGS and tag in INLINE_TAGS else ""


def get_alternative(element: Any) -> str:
    """Return the alternative text of an image; empty for a decorative one."""
    for child in element:
        if isinstance(child.tag, str) and get_local_name(child) == "title":
            return normalize_line("".join(child.itertext()))
    names = ("alt", "aria-label", "title")
    return normalize_line(next(filter(None, map(element.get, names)), ""))


def normalize_line(words: str) -> str:
    """Return a text on one line, without word joiners."""
    return re.sub(r"[ \t\r\n\f]+", " ", words.replace("\N{WORD JOINER}", "")).strip()
