"""Parse a `_headers` file, as Netlify and Cloudflare Pages read it, and choose the headers of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from build_tools.errors import UserError
from build_tools.model import HeaderRule, Place

_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([^\x00-\x08\x0a-\x1f\x7f]*)")
_REMOVAL = re.compile(r"!\s*([A-Za-z0-9-]+)")
_WILD = re.compile(r"(\*|:[A-Za-z]\w*)")
# What the server alone can say: the length of an answer, and when a connection ends.
OWN_HEADERS = frozenset(
    ("connection", "content-length", "content-range", "transfer-encoding", "etag", "date")
)


def parse_headers_file(text: str, name: str) -> tuple[HeaderRule, ...]:
    """Return the rules of a file's text. Raises UserError `serve/headers` with the line in `name`."""
    blocks: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        is_header = line[0].isspace()
        if is_header and blocks and (_HEADER.fullmatch(words) or _REMOVAL.fullmatch(words)):
            blocks[-1][1].append(words)
        elif not is_header and words.startswith("/"):
            blocks.append((words, []))
        else:
            raise UserError(
                "serve/headers",
                f"{words!r} is no header of an address",
                remedy="write an address, as /fr/*, and below it, indented, Name: value",
                place=Place(file=name, line=number),
            )
    return tuple(_make_rule(pattern, lines) for pattern, lines in blocks)


def _make_rule(pattern: str, lines: Iterable[str]) -> HeaderRule:
    removed, headers = [], []
    for line in lines:
        if removal := _REMOVAL.fullmatch(line):
            removed.append(removal[1])
        elif header := _HEADER.fullmatch(line):
            headers.append((header[1], header[2].strip()))
    return HeaderRule(pattern=pattern, headers=tuple(headers), removed=tuple(removed))


def choose_headers(rules: Iterable[HeaderRule], path: str) -> dict[str, str]:
    """Return the headers of an address by all rules that fit; a header of two rules has both values."""
    chosen: dict[str, tuple[str, str]] = {}
    for rule in rules:
        if _compile_pattern(rule.pattern).fullmatch(path):
            for name in rule.removed:
                chosen.pop(name.lower(), None)
            for name, value in rule.headers:
                before = chosen.get(name.lower())
                chosen[name.lower()] = (name, f"{before[1]}, {value}" if before else value)
    return {name: value for key, (name, value) in chosen.items() if key not in OWN_HEADERS}


@cache
def _compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern as an expression: `*` fits anything, `:name` a part between slashes."""
    parts = (
        ".*" if part == "*" else "[^/]+" if part[:1] == ":" else re.escape(part)
        for part in _WILD.split(pattern)
    )
    return re.compile("".join(parts), re.DOTALL)
