"""Split a message into runs of text, each with its markup, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docutils import nodes, utils
from docutils.utils.smartquotes import educate_tokens, smartchars

from build_tools.sanitizer.inert_parser import parse_inline
from build_tools.sanitizer.straight_quotes import curl_spaceless_quotes
from build_tools.sanitizer.structural_rules import extract_role_target

WHITE_SPACE = re.compile(r"\s+")
EXPLICIT_TITLE = re.compile(r"(.*\S)\s*<[^<>]*>", re.DOTALL)
ABBREVIATION = re.compile(r"(.*\S)\s*\([^()]*\)", re.DOTALL)
# What a role makes of its words; one that is not here leaves them as they are.
ROLES = {
    **dict.fromkeys(("emphasis", "dfn", "title", "title-reference", "t"), "emphasis"),
    **dict.fromkeys(("code", "literal", "file", "kbd", "samp", "math"), "literal"),
    **dict.fromkeys(("sub", "subscript"), "subscript"),
    **dict.fromkeys(("sup", "superscript"), "superscript"),
    "strong": "strong",
}
NODES = {
    **{name: name for name in ("emphasis", "strong", "literal", "subscript", "superscript")},
    "title_reference": "emphasis",
    "reference": "reference",
    "substitution_reference": "substitution",
    "problematic": "raw",
}
_AS_WRITTEN = frozenset({"literal", "raw", "note", "substitution"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupRun:
    """Hold a run of text and its kind: text, emphasis, note, …; `target` is that of a reference."""

    kind: str
    text: str
    target: str = ""


def split_runs(text: str, tag: str = "") -> tuple[MarkupRun, ...]:
    """Return the runs of a message; with `tag`, with the quotation marks of that language.

    Runs no role, opens nothing, never raises: what cannot be parsed is one raw run.
    """
    tree = parse_inline(text)
    if tree is None:
        return (MarkupRun(kind="raw", text=text),)
    return tuple(_apply_smartquotes(_merge_text_runs(_iter_runs(tree)), tag))


def _iter_runs(tree: nodes.Element, kind: str = "text") -> Iterator[MarkupRun]:
    for node in tree.children:
        if isinstance(node, nodes.Text):
            yield MarkupRun(kind=kind, text=WHITE_SPACE.sub(" ", utils.unescape(node.astext())))
        elif isinstance(node, nodes.Element):
            yield from _iter_element_runs(node, kind)


def _iter_element_runs(node: nodes.Element, kind: str) -> Iterator[MarkupRun]:
    if "role" in node:
        yield _make_role_run(node["role"], " ".join(node["content"].split()), kind)
    elif isinstance(node, nodes.footnote_reference | nodes.citation_reference):
        yield MarkupRun(kind="note", text=node.rawsource.strip("[]_# "))
    elif isinstance(node, nodes.target) and "refuri" in node:
        return  # the address of the reference before it
    else:
        yield from _iter_runs(node, NODES.get(node.tagname, kind))


def _make_role_run(name: str, content: str, kind: str) -> MarkupRun:
    if name in ("abbr", "abbreviation"):
        match = ABBREVIATION.fullmatch(content)
        return MarkupRun(kind=kind, text=match[1] if match else content)
    kind = ROLES.get(name or "title", "reference")
    title_match = EXPLICIT_TITLE.fullmatch(content)
    text = content.lstrip("!~")
    if title_match and kind == "reference":
        text = title_match[1]
    elif not title_match and name in ("ref", "doc", "numref", "eq"):
        text = ""
    return MarkupRun(kind=kind, text=text, target=extract_role_target(content))


def _merge_text_runs(runs: Iterable[MarkupRun]) -> list[MarkupRun]:
    merged: list[MarkupRun] = []
    for run in runs:
        if merged and merged[-1].kind == run.kind == "text":
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _apply_smartquotes(runs: list[MarkupRun], tag: str) -> list[MarkupRun]:
    if tag.lower() not in smartchars.quotes:
        tag = tag.partition("-")[0].lower()
    if tag not in smartchars.quotes:
        return runs
    as_written = [run.kind in _AS_WRITTEN for run in runs]
    plain_texts = [None if is_kept else run.text for run, is_kept in zip(runs, as_written, strict=True)]
    curled = curl_spaceless_quotes(plain_texts, smartchars.quotes[tag])
    tokens = [
        ("literal", run.text) if text is None else ("plain", text)
        for run, text in zip(runs, curled, strict=True)
    ]
    texts = educate_tokens(tokens, attr="qDe", language=tag)
    return [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]
