"""Find, cut and read elements of pages that this press wrote: well-formed HTML, in which no `<` is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_WIDTH = re.compile(r' style="width: ([0-9.]+)%"')
_BREAK = re.compile(r"</(?:p|li|dd|dt|div|h\d|td|th)>|<br[^>]*>")
_SPACES = re.compile(r"\s+")
# What a page says beside its words, for those who cannot see or want to link.
_UNREAD = re.compile(r'<a class="permalink"[^>]*></a>|<(nav|header|footer|svg)\b.*?</\1>', re.DOTALL)


def find_element_end(html: str, start: int) -> int:
    """Return the position after the element that begins at `start`; that of the text's end without one."""
    match = re.compile(r"<([a-z][a-z0-9]*)").match(html, start)
    if match is None:
        return len(html)
    depth = 0
    for tag in re.compile(rf"<(/?){match[1]}\b[^>]*>").finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


def find_element(html: str, pattern: str, start: int = 0) -> tuple[int, int] | None:
    """Return where the first element whose start tag matches a pattern begins and ends, None without one."""
    match = re.compile(pattern).search(html, start)
    return (match.start(), find_element_end(html, match.start())) if match else None


def get_element(html: str, pattern: str) -> str:
    """Return the first element whose start tag matches a pattern, empty without one."""
    place = find_element(html, pattern)
    return html[place[0] : place[1]] if place else ""


def find_section(html: str, anchor: str) -> tuple[int, int] | None:
    """Return where the article or section with an id begins and ends, None without one."""
    return find_element(html, rf'<(?:article|section)\b[^>]* id="{re.escape(anchor)}"')


def get_section(html: str, anchor: str) -> str:
    """Return the article or section with an id, empty without one."""
    place = find_section(html, anchor)
    return html[place[0] : place[1]] if place else ""


def get_content(element: str) -> str:
    """Return what stands between the start tag and the end tag of an element."""
    return element[element.find(">") + 1 : element.rfind("</")]


def iter_elements(html: str, pattern: str) -> Iterator[str]:
    """Yield the elements whose start tags match a pattern, one after another, none inside another."""
    position = 0
    while (place := find_element(html, pattern, position)) is not None:
        yield html[place[0] : place[1]]
        position = place[1]


def remove_elements(html: str, pattern: str) -> str:
    """Return HTML without the elements whose start tags match a pattern."""
    while (place := find_element(html, pattern)) is not None:
        html = html[: place[0]] + html[place[1] :]
    return html


def replace_widths(html: str) -> str:
    """Return HTML without style attributes: widths of columns are classes of the site's style sheet."""
    return _WIDTH.sub(lambda match: f' class="width-{round(float(match[1]))}"', html)


def read_text(html: str) -> str:
    """Return the words of an element in a line, without its links to itself and its furniture."""
    words = _TAG.sub("", _BREAK.sub(" ", _UNREAD.sub(" ", html)))
    return _SPACES.sub(" ", unescape(words)).replace("\u2060", "").strip()
