"""Strip the reStructuredText markup of a message, and keep the words that readers see."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Stands for what has no words of its own: a note, an address, a name in bars, a literal.
OBJECT_CHARACTER = "\N{OBJECT REPLACEMENT CHARACTER}"

# Spaces, and what closes a run of another direction.
_IGNORED_AT_END = OBJECT_CHARACTER + " \t\n\u00a0\u202f\u200e\u200f\u202c\u2069"

_MARKUP_CHARACTERS = frozenset("\\`*|_:@[")
_MARKUP = re.compile(
    r"\\(?P<escaped>.?)"
    r"|``(?P<literal>[^`]+)``"
    r"|(?::(?P<before>[^\W_][\w.+:-]*):)?`(?P<content>[^`]+)`(?::(?P<after>[^\W_][\w.+:-]*):|__?)?"
    r"|(?P<thing>\[(?:\#[\w.+:-]*|\*|\w[\w.+:-]*)\]_(?!\w)"
    r"|\|[^|\s](?:[^|]*[^|\s])?\|(?:__?)?"
    r"|(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{0,30}://[!#-;=?-Z_a-~]*[\w/#=&~+-]"
    r"|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64})+)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*",
    re.DOTALL,
)
_TITLED = re.compile(r"(.*?)\s*<[^<>]*>\s*", re.DOTALL)
# Roles whose content names a thing, unless words stand before a “<”.
_NAMING_ROLES = frozenset({
    "any", "attr", "class", "confval", "const", "data", "doc", "download", "envvar", "eq", "exc",
    "file", "func", "keyword", "math", "meth", "mod", "numref", "obj", "option", "pep", "ref",
    "rfc", "token", "type", "code", "literal", "samp", "program", "command",
})  # fmt: skip
_EMPHASIS_ROLES = {role: role for role in ("strong", "emphasis", "literal")} | {"code": "literal"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """Hold the words of a message, how many are marked and which, and whether a mark does not close."""

    text: str
    strong: int = 0
    emphasis: int = 0
    literal: int = 0
    is_open: bool = False
    cited: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """Return the words to their last letter or mark; what has no words does not end a message."""
        return self.text.rstrip(_IGNORED_AT_END)


def strip_markup(message: str) -> PlainText:
    """Return what a reader sees of a message; never raises, looks at each character once."""
    if _MARKUP_CHARACTERS.isdisjoint(message):
        return PlainText(message)
    counts = dict.fromkeys(("strong", "emphasis", "literal"), 0)
    cited: list[str] = []
    text = _MARKUP.sub(lambda found: _replace_markup(found, counts, cited), message)
    rest = _MARKUP.sub("", message)
    return PlainText(text, **counts, is_open="*" in rest or "`" in rest, cited=tuple(cited))


def _replace_markup(match: re.Match[str], counts: dict[str, int], cited: list[str]) -> str:
    kind = match.lastgroup or ""
    if kind == "escaped":
        return match[kind].strip()
    if kind in ("content", "before", "after"):
        return _replace_role(match, counts)
    if kind in counts:
        counts[kind] += 1
        cited.append(match[kind])
    return OBJECT_CHARACTER if kind in ("thing", "literal") else _unescape_rst(match[kind])


def _replace_role(match: re.Match[str], counts: dict[str, int]) -> str:
    name = (match["before"] or match["after"] or "").rpartition(":")[2].lower()
    if name in _EMPHASIS_ROLES:
        counts[_EMPHASIS_ROLES[name]] += 1
    title_match = _TITLED.fullmatch(match["content"])
    if title_match:
        return _unescape_rst(title_match[1]) or OBJECT_CHARACTER
    return OBJECT_CHARACTER if name in _NAMING_ROLES else _unescape_rst(match["content"])


def _unescape_rst(text: str) -> str:
    return re.sub(r"\\(.?)", lambda found: found[1].strip(), text, flags=re.DOTALL)
