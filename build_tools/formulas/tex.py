"""Prepare TeX for docutils' converter, which takes some of it otherwise than TeX does, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMED_ARGUMENTS = {"frac": 2, "dfrac": 2, "tfrac": 2, "cfrac": 2, "binom": 2, "dbinom": 2, "tbinom": 2}
_ONE_ARGUMENT = (
    "sqrt hat bar vec tilde dot ddot check breve acute grave mathring widehat widetilde overline underline "
    "overbrace underbrace mathbf mathrm mathit mathsf mathtt mathbb mathcal mathfrak mathbfit"
)
# How many arguments a command takes; a digit that is one stands alone.
_ARGUMENTS = {"^": 1, "_": 1, **{f"\\{name}": count for name, count in _NAMED_ARGUMENTS.items()}}
_ARGUMENTS |= {f"\\{name}": 1 for name in _ONE_ARGUMENT.split()}
# Words are one token, and so is the degree of a root with its command.
_TOKEN = re.compile(
    r"\\(?:text\w*|mbox|operatorname\*?)\s*\{[^{}]*\}|\\sqrt\s*\[[^\]]*\]|\\begin\s*\{[^}]*\}|\\end\s*\{[^}]*\}"
    r"|\\[a-zA-Z]+|\\.|'+|\s+|.",
    re.DOTALL,
)
_SYNONYMS = (
    (re.compile(r"\\(begin|end)\{(?:split|align\*?|gather\*?|gathered|equation\*?)\}"), r"\\\1{aligned}"),
    (re.compile(r"\\begin\{array\}\s*\{[lcr\s]*\}"), r"\\begin{matrix}"),
    (re.compile(r"\\end\{array\}"), r"\\end{matrix}"),
    (re.compile(r"\\(?:boldsymbol|bm)(?![a-zA-Z])"), r"\\mathbfit"),
    (re.compile(r"\\dots(?![a-zA-Z])"), r"\\ldots"),
)
_PAIRS = ((r"\\begin\s*\{", r"\\end\s*\{"), (r"\\left(?![a-zA-Z])", r"\\right(?![a-zA-Z])"))


def normalize_tex(tex: str) -> str:
    r"""Return TeX that docutils converts as TeX sets it.

    Parts between empty lines are rows. Of `\frac12` and `x^12` each digit is an argument. A prime is a
    superscript.
    """
    for pattern, replacement in _SYNONYMS:
        tex = pattern.sub(replacement, tex)
    tex = "".join(_brace_arguments(tex))
    rows = [row.strip() for row in re.split(r"\n[ \t]*\n", tex) if row.strip()]
    return tex if len(rows) < 2 else "\\begin{aligned}" + " \\\\ ".join(rows) + "\\end{aligned}"


def _brace_arguments(tex: str) -> Iterator[str]:
    awaited, outer = 0, list[int]()
    for part in _TOKEN.findall(tex):
        if part.isspace():
            yield part
        elif part == "{":
            outer.append(awaited)
            awaited = 0
            yield part
        elif part == "}":
            awaited = max(outer.pop() - 1, 0)
            yield part
        elif part.startswith("'"):
            yield "^{" + "\\prime" * len(part) + "}"
        elif count := _count_arguments(part):
            awaited = count
            yield part
        else:
            yield f"{{{part}}}" if awaited and part.isdigit() else part
            awaited = max(awaited - 1, 0)


def _count_arguments(part: str) -> int:
    return 1 if part.startswith("\\sqrt") else _ARGUMENTS.get(part, 0)


def find_unpaired(tex: str) -> str:
    r"""Return what of a formula has no partner: a brace, `\begin` or `\left`; empty where all have."""
    depth = 0
    for part in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += (part == "{") - (part == "}")
        if depth < 0:
            return "}"
    if depth:
        return "{"
    pairs = ((opening, len(re.findall(opening, tex)) - len(re.findall(end, tex))) for opening, end in _PAIRS)
    return next((opening[1:].partition("(")[0].partition("\\s")[0] for opening, rest in pairs if rest), "")
