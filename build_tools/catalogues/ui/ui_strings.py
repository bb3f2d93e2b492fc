"""Load the UI strings of a language: the words that the design itself shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from unicodedata import category

from build_tools.catalogues.discovery import require_plain_file
from build_tools.catalogues.edition_catalogues import Message
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.catalogues.ui.sphinx_strings import load_sphinx_strings
from build_tools.model import NUMBER_STYLES, Finding, Language, LocalizedText, UiStrings, format_locale_name
from build_tools.paths import PROJECT_DIR, Root
from build_tools.sanitizer.issue import quote_excerpt

# What has words read otherwise than they are written.
BIDI_OVERRIDES = "\u202d\u202e"


@dataclass(frozen=True, slots=True, kw_only=True)
class _StringLayer:
    strings: Mapping[str, LocalizedText] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def load_ui_strings(language: Language, root: Root) -> UiStrings:
    """Return the UI strings of a language.

    A root's own press.po goes over the project's; what neither has is taken from Sphinx's
    translations, else it is English and marked as English. Raises UserError `catalogue/…`.
    """
    messages: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    for tag in _list_fallback_tags(language.tag):
        messages |= load_sphinx_strings(tag)
        for layer in _iter_layers(tag, root):
            messages |= layer.strings
            findings += layer.findings
    return UiStrings(language=language.tag, messages=messages, findings=tuple(findings))


def _list_fallback_tags(tag: str) -> tuple[str, ...]:
    """Return the tags that serve a language, the nearest last; another script is another language."""
    primary, *rest = tag.split("-")
    other_script = any(len(part) == 4 and part.isalpha() for part in rest)
    return (tag,) if not rest or other_script else (primary, tag)


def _iter_layers(tag: str, root: Root) -> Iterator[_StringLayer]:
    own_root = Root(PROJECT_DIR)
    roots = (own_root,) if root.path.resolve() == PROJECT_DIR else (own_root, root)
    for layer_root in roots:
        path = layer_root.get_ui_catalogue(format_locale_name(tag))
        if path.is_file():
            yield _read_layer(tag, layer_root)


def _read_layer(tag: str, root: Root) -> _StringLayer:
    path = require_plain_file(root.get_ui_catalogue(format_locale_name(tag)), root)
    file = root.relativize(path)
    strings: dict[str, LocalizedText] = {}
    findings: list[Finding] = []
    for message in read_catalogue(path, file).messages:
        fault = _find_string_fault(message)
        if message.state == "translated" and fault:
            findings.append(_make_string_finding(message, fault, tag, file))
        elif message.state == "translated":
            strings[message.msgid] = LocalizedText(text=message.msgstr, language=tag)
    return _StringLayer(strings=strings, findings=tuple(findings))


def _find_string_fault(message: Message) -> str:
    if any(category(char) in ("Cc", "Cs") or char in BIDI_OVERRIDES for char in message.msgstr):
        return "holds a control character — delete it"
    if "<" in message.msgstr and "<" not in message.msgid:
        return "holds “<”, which the source does not — write words alone"
    if _find_percent_fields(message.msgid) not in ([], _find_percent_fields(message.msgstr)):
        return "has other signs with % than the source — keep each of them"
    if _find_brace_fields(message.msgstr) != _find_brace_fields(message.msgid):
        return "has other names in braces than the source — keep each of them"
    return ""


def _find_percent_fields(text: str) -> list[str]:
    return re.findall("%.?", text)


def _find_brace_fields(text: str) -> set[str] | None:
    """Return the names in braces, or None if they are no plain names (`{a.b}`, `{a!r}`, `{a:>9}`)."""
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


def _make_string_finding(message: Message, fault: str, tag: str, file: str) -> Finding:
    return Finding(
        code="catalogue/design-word",
        severity="warning",
        message=f"“{quote_excerpt(message.msgid)}” is not used: its translation {fault}",
        place=message.make_place(file),
        language=tag,
    )
