"""Set each line of a listing as a block of its own, so that paper can show where one is broken."""

from __future__ import annotations

import re

_LISTING = re.compile(r"<pre>(?:<span></span>)?(.*?)</pre>", re.DOTALL)
_NUMBER = re.compile(r'<span class="linenos">.*?</span>')
_TAG = re.compile(r"<[^>]*>")


def split_code_lines(html: str) -> str:
    """Return a highlighted listing with a block a line: its number, and its text without inner elements.

    WeasyPrint breaks a word that fills more than a line only where nothing stands before it.
    """
    return _LISTING.sub(lambda match: f"<pre>{''.join(map(_wrap_line, _list_lines(match[1])))}</pre>", html)


def _list_lines(listing: str) -> list[str]:
    return listing.removesuffix("\n").split("\n")


def _wrap_line(line: str) -> str:
    number = _NUMBER.search(line)
    text = _TAG.sub("", _NUMBER.sub("", line)) or "<br>"
    if number is None:
        return f'<span class="line">{text}</span>'
    return f'<span class="line numbered">{number[0]}{text}</span>'
