"""The words of the design: takes a language and a root, gives what each message reads there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from unicodedata import category

from build_tools.catalogues.borrowed import borrowed
from build_tools.catalogues.found import plain_file
from build_tools.catalogues.model import Message
from build_tools.catalogues.reading import contents
from build_tools.catalogues.syntax import accepted
from build_tools.charter.gate.refusal import quoted
from build_tools.layout import PROJECT_DIR, Root
from build_tools.model import (
    NUMBER_STYLES,
    Finding,
    Language,
    LocalizedText,
    UiStrings,
    format_locale_name,
)

# What has words read otherwise than they are written.
OVERRIDES = "\u202d\u202e"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One press.po: its words, marked with its language, and what is wrong with it."""

    words: Mapping[str, LocalizedText] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def design_words(language: Language, root: Root) -> UiStrings:
    """Return the words of the design in a language.

    A root's own press.po goes over the press's; what neither has is taken from Sphinx's own
    words, and is English, marked so, where there are none. Raises Mendable `catalogue/…`.
    """
    messages: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    for tag in _tags(language.tag):
        messages |= borrowed(tag)
        for layer in _layers(tag, root):
            messages |= layer.words
            findings += layer.findings
    return UiStrings(language=language.tag, messages=messages, findings=tuple(findings))


def _tags(tag: str) -> tuple[str, ...]:
    """The tags that serve a language, the nearest last; another script is another language."""
    primary, *rest = tag.split("-")
    other_script = any(len(part) == 4 and part.isalpha() for part in rest)
    return (tag,) if not rest or other_script else (primary, tag)


def _layers(tag: str, root: Root) -> Iterator[_Layer]:
    press = Root(PROJECT_DIR)
    roots = (press,) if root.path.resolve() == PROJECT_DIR else (press, root)
    for each in roots:
        path = each.get_ui_catalogue(format_locale_name(tag))
        if path.is_file():
            yield _layer(tag, each)


def _layer(tag: str, root: Root) -> _Layer:
    path = plain_file(root.get_ui_catalogue(format_locale_name(tag)), root)
    file = root.relativize(path)
    (catalogue,) = accepted([(path, file)])
    words: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    for each in contents(catalogue, file).messages:
        fault = _fault(each)
        if each.state == "translated" and fault:
            findings.append(_finding(each, fault, tag, file))
        elif each.state == "translated":
            words[each.msgid] = LocalizedText(text=each.msgstr, language=tag)
    return _Layer(words=words, findings=tuple(findings))


def _fault(message: Message) -> str:
    if any(category(char) in ("Cc", "Cs") or char in OVERRIDES for char in message.msgstr):
        return "holds a control character — delete it"
    if "<" in message.msgstr and "<" not in message.msgid:
        return "holds “<”, which the source does not — write words alone"
    if _percents(message.msgid) not in ([], _percents(message.msgstr)):
        return "has other signs with % than the source — keep each of them"
    if _fields(message.msgstr) != _fields(message.msgid):
        return "has other names in braces than the source — keep each of them"
    return ""


def _percents(text: str) -> list[str]:
    """The places that Sphinx fills, in their order: `%s`, `%d`."""
    return re.findall("%.?", text)


def _fields(text: str) -> set[str] | None:
    """The names in braces, None where they are no plain names (`{a.b}`, `{a!r}`, `{a:>9}`)."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    names = {name or "" for _, name, _, _ in parts}
    if not all(map(str.isidentifier, names)):
        return None
    # A language chooses how articles are numbered: “Article {roman}” is “제{arabic}조”.
    return {"number" if name in NUMBER_STYLES else name for name in names}


def _finding(message: Message, fault: str, tag: str, file: str) -> Finding:
    return Finding(
        code="catalogue/design-word",
        severity="warning",
        message=f"“{quoted(message.msgid)}” is not used: its translation {fault}",
        place=message.place(file),
        language=tag,
    )
