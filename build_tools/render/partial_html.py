"""Parse the HTML of a partial through an allow-list, and write it again: it runs and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

TEXT_ELEMENTS = (
    "a",
    "abbr",
    "b",
    "bdi",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "img",
    "q",
    "small",
    "span",
    "strong",
)
BLOCK_ELEMENTS = (
    "address",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "ul",
)
ELEMENTS = frozenset({*TEXT_ELEMENTS, *BLOCK_ELEMENTS, "sub", "sup", "time"})
ATTRIBUTES = frozenset(
    {
        "alt",
        "class",
        "datetime",
        "dir",
        "height",
        "href",
        "hreflang",
        "lang",
        "rel",
        "role",
        "src",
        "title",
        "width",
    }
)
ARIA = re.compile(r"aria-[a-z]+")
VOID_ELEMENTS = frozenset({"br", "hr", "img"})
# A reader follows it; nothing is fetched before.
LINK = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)


class PartialError(Exception):
    """Report what a partial may not have: `markup` is the tag at fault, `line` its line once rendered."""

    def __init__(self, message: str, remedy: str, markup: str = "", line: int = 1) -> None:
        super().__init__(message)
        self.message, self.remedy, self.markup, self.line = message, remedy, markup, line


class _PartialParser(HTMLParser):
    """Write what is allowed as balanced HTML."""

    def __init__(self, take_picture: Callable[[str], str]) -> None:
        super().__init__()
        self.take_picture = take_picture
        self.parts: list[str] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a start tag. Raises PartialError if it is not allowed."""
        markup, line = self.get_starttag_text() or "", self.getpos()[0]
        try:
            self.parts.append(f"<{tag}{self._write_attributes(tag, dict(attrs))}>")
        except PartialError as error:
            raise PartialError(error.message, error.remedy, markup, line) from error
        if tag not in VOID_ELEMENTS:
            self.open.append((tag, markup, line))

    def handle_endtag(self, tag: str) -> None:
        """Write an end tag; raise PartialError if it closes another element than the last."""
        if tag in VOID_ELEMENTS:
            return
        last = self.open.pop()[0] if self.open else ""
        if last != tag:
            remedy = f"close {last} first" if last else "take it out"
            message = f"has </{tag}>, which closes nothing that is open"
            raise PartialError(message, remedy, f"</{tag}", self.getpos()[0])
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text."""
        self.parts.append(escape(data, quote=False))

    def _write_attributes(self, tag: str, attributes: dict[str, str | None]) -> str:
        if tag not in ELEMENTS:
            raise PartialError(f"has {tag}, which no page may hold here", _list_allowed(ELEMENTS))
        for name in attributes:
            if name not in ATTRIBUTES and not ARIA.fullmatch(name):
                raise PartialError(f"has the attribute {name}", _list_allowed(ATTRIBUTES))
        href = attributes.get("href")
        if href is not None and not LINK.fullmatch(href):
            raise PartialError(f"has a link to {href}", "link to https:, mailto: or tel: alone")
        if tag == "img":
            if "alt" not in attributes:
                raise PartialError("has a picture without words", 'write alt="…", empty if it only adorns')
            attributes = {**attributes, "src": self.take_picture(attributes.get("src") or "")}
        elif "src" in attributes:
            raise PartialError(f"has src on {tag}", "leave it to img")
        return "".join(f' {name}="{escape(value or "")}"' for name, value in attributes.items())


def _list_allowed(names: frozenset[str]) -> str:
    return f"take it out; allowed are {', '.join(sorted(names))}"


def parse_partial(html: str, take_picture: Callable[[str], str]) -> str:
    """Return HTML as it is safe; `take_picture` gives the address of a picture. Raises PartialError."""
    parser = _PartialParser(take_picture)
    parser.feed(html)
    parser.close()
    if parser.open:
        tag, markup, line = parser.open[-1]
        raise PartialError(f"has {tag}, which is never closed", f"write </{tag}> after it", markup, line)
    return "".join(parser.parts).strip()
