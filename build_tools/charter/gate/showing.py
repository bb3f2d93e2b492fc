"""A message as a reader reads it: takes its text, gives runs of words, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docutils import nodes, utils
from docutils.utils.smartquotes import educate_tokens, smartchars

from build_tools.charter.gate.parsing import target_of
from build_tools.charter.gate.reading import inline

WHITE = re.compile(r"\s+")
TITLED = re.compile(r"(.*\S)\s*<[^<>]*>", re.DOTALL)
EXPLAINED = re.compile(r"(.*\S)\s*\([^()]*\)", re.DOTALL)
# What a role makes of its words; one that is not here leaves them as they are.
ROLES = {
    "emphasis": "emphasis",
    "dfn": "emphasis",
    "title": "emphasis",
    "title-reference": "emphasis",
    "t": "emphasis",
    "strong": "strong",
    "code": "literal",
    "literal": "literal",
    "file": "literal",
    "kbd": "literal",
    "samp": "literal",
    "math": "literal",
    "sub": "subscript",
    "subscript": "subscript",
    "sup": "superscript",
    "superscript": "superscript",
}
NODES = {
    "emphasis": "emphasis",
    "strong": "strong",
    "literal": "literal",
    "title_reference": "emphasis",
    "subscript": "subscript",
    "superscript": "superscript",
    "reference": "reference",
    "substitution_reference": "substitution",
    "problematic": "raw",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words and what they are: text, emphasis, strong, literal, note, reference, raw.

    A reference that is called by its target alone has no words; `target` names it then.
    """

    kind: str
    words: str
    target: str = ""


def shown(text: str, tag: str = "") -> tuple[Run, ...]:
    """Return the runs of a message; with `tag`, marks of quotation as that language has them.

    Runs no role, opens nothing, never raises: what cannot be read stands as it is written.
    """
    tree = inline(text)
    if tree is None:
        return (Run(kind="raw", words=text),)
    return tuple(_quoted(_joined(_runs(tree)), tag))


def _runs(tree: nodes.Element, kind: str = "text") -> Iterator[Run]:
    for node in tree.children:
        if isinstance(node, nodes.Text):
            yield Run(kind=kind, words=WHITE.sub(" ", utils.unescape(node.astext())))
        elif isinstance(node, nodes.Element):
            yield from _of_element(node, kind)


def _of_element(node: nodes.Element, kind: str) -> Iterator[Run]:
    if "role" in node:
        yield _of_role(node["role"], " ".join(node["content"].split()), kind)
    elif isinstance(node, nodes.footnote_reference | nodes.citation_reference):
        yield Run(kind="note", words=node.rawsource.strip("[]_# "))
    elif isinstance(node, nodes.target) and "refuri" in node:
        return  # the address of the reference before it
    else:
        yield from _runs(node, NODES.get(node.tagname, kind))


def _of_role(name: str, content: str, kind: str) -> Run:
    own = ROLES.get(name or "title", "")
    if name in ("abbr", "abbreviation"):
        explained = EXPLAINED.fullmatch(content)
        return Run(kind=kind, words=explained[1] if explained else content)
    titled = TITLED.fullmatch(content)
    if own or not titled:
        is_named = name in ("ref", "doc", "numref", "eq") and not titled
        words = "" if is_named else content.lstrip("!~")
        return Run(kind=own or "reference", words=words, target=target_of(content))
    return Run(kind="reference", words=titled[1], target=target_of(content))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, those of one kind that follow one another as one."""
    last: Run | None = None
    for run in runs:
        if last is not None and last.kind == run.kind == "text":
            last = replace(last, words=last.words + run.words)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _quoted(runs: Iterable[Run], tag: str) -> Iterator[Run]:
    """Yield runs with the marks that readers of a language get for straight ones."""
    known = list(runs)
    if tag.lower() not in smartchars.quotes:
        tag = tag.partition("-")[0].lower()
    if tag not in smartchars.quotes:
        yield from known
        return
    tokens = [("literal" if run.kind in _AS_WRITTEN else "plain", run.words) for run in known]
    made = educate_tokens(tokens, attr="qDe", language=tag)
    for run, words in zip(known, made, strict=True):
        yield replace(run, words=words)


_AS_WRITTEN = frozenset({"literal", "raw", "note", "substitution"})
