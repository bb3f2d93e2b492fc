"""A message without its markup: takes reStructuredText, gives the words that readers see."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Stands for what has no words of its own: a note, an address, a name in bars, a literal.
THING = "\N{OBJECT REPLACEMENT CHARACTER}"

# Spaces, and what closes a run of another direction.
_NOTHING = THING + " \t\n\u00a0\u202f\u200e\u200f\u202c\u2069"

_MARKS = frozenset("\\`*|_:@[")
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
_NAMING = frozenset({
    "any", "attr", "class", "confval", "const", "data", "doc", "download", "envvar", "eq", "exc",
    "file", "func", "keyword", "math", "meth", "mod", "numref", "obj", "option", "pep", "ref",
    "rfc", "token", "type", "code", "literal", "samp", "program", "command",
})  # fmt: skip
_EMPHASIS = {"strong": "strong", "emphasis": "emphasis", "literal": "literal", "code": "literal"}


@dataclass(frozen=True, slots=True)
class Bare:
    """The words of a message, and how often it marks some: strong, emphasis, literal.

    `cited` are the words that it sets apart so; `is_open` tells of a mark that does not close.
    """

    text: str
    strong: int = 0
    emphasis: int = 0
    literal: int = 0
    is_open: bool = False
    cited: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """The words to their last letter or mark: what has no words is not at the end."""
        return self.text.rstrip(_NOTHING)


def bare(message: str) -> Bare:
    """Return what a reader sees of a message; never raises, looks at each character once."""
    if _MARKS.isdisjoint(message):
        return Bare(message)
    counts = dict.fromkeys(("strong", "emphasis", "literal"), 0)
    cited: list[str] = []
    text = _MARKUP.sub(lambda found: _seen(found, counts, cited), message)
    rest = _MARKUP.sub("", message)
    return Bare(text, **counts, is_open="*" in rest or "`" in rest, cited=tuple(cited))


def _seen(found: re.Match[str], counts: dict[str, int], cited: list[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "escaped":
        return found[kind].strip()
    if kind in ("content", "before", "after"):
        return _of_role(found, counts)
    if kind in counts:
        counts[kind] += 1
        cited.append(found[kind])
    return THING if kind in ("thing", "literal") else _unescaped(found[kind])


def _of_role(found: re.Match[str], counts: dict[str, int]) -> str:
    name = (found["before"] or found["after"] or "").rpartition(":")[2].lower()
    if name in _EMPHASIS:
        counts[_EMPHASIS[name]] += 1
    titled = _TITLED.fullmatch(found["content"])
    if titled:
        return _unescaped(titled[1]) or THING
    return THING if name in _NAMING else _unescaped(found["content"])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.?)", lambda found: found[1].strip(), text, flags=re.DOTALL)
