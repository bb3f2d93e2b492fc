"""Render messages as inert HTML, as a reader sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape

from build_tools.formats.proof.reference_names import NameMap, get_reference_title
from build_tools.formats.proof.term_matcher import TermMatcher
from build_tools.model import Language
from build_tools.sanitizer.message_text import MarkupRun, split_runs
from build_tools.sphinx_ext.text import spacing

TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "subscript": "sub",
    "superscript": "sup",
    "note": "sup",
}
_TEXT_KINDS = frozenset({"text", "emphasis", "strong", "reference"})
CLASSES = {"note", "reference", "substitution", "raw"}
# Marks of direction and joiners that letters need; all else that is not seen is named.
VISIBLE_CONTROLS = frozenset("\n\u200c\u200d\u200e\u200f\u061c\u00ad\u2060")
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
SPECIAL = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u0377]")


def render_message(
    text: str,
    tag: str,
    language: Language,
    *,
    matcher: TermMatcher,
    titles: NameMap,
    notes: NameMap,
    substitutions: NameMap,
) -> str:
    """Return a message as HTML: with its markup, terms underlined, names as their text."""
    names: Mapping[str, NameMap] = {"note": notes, "substitution": substitutions}
    runs = _set_run_spaces(split_runs(text, tag), language)
    html = "".join(_render_run(run, matcher, titles, names) for run in runs)
    return SPECIAL.sub(_keep_format_character, html)


def _set_run_spaces(runs: Iterable[MarkupRun], language: Language) -> Iterator[MarkupRun]:
    """Yield runs with the spaces of their language, as they are set in an edition too."""
    before = ""
    for run in runs:
        if run.kind in _TEXT_KINDS:
            text = spacing.set_spaces(run.text, language, before)
            yield replace(run, text=text)
            before = text[-1:] or before
        else:
            yield run
            before = spacing.OBJECT_REPLACEMENT


def render_raw_text(text: str) -> str:
    """Return a text as it is written, as HTML; invisible characters are named (`⟨U+202E⟩`)."""
    return SPECIAL.sub(_name_invisible_character, escape(text.replace("\r\n", "\n"), quote=False))


def _keep_format_character(match: re.Match[str]) -> str:
    """Return a format character as it is: the sanitizer passes those that are needed."""
    return match[0] if unicodedata.category(match[0]) == "Cf" else _name_invisible_character(match)


def _name_invisible_character(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in VISIBLE_CONTROLS or unicodedata.category(letter) not in HIDDEN_CATEGORIES:
        return letter
    return f'<b class="unseen" dir="ltr">⟨U+{ord(letter):04X}⟩</b>'


def _render_run(run: MarkupRun, matcher: TermMatcher, titles: NameMap, names: Mapping[str, NameMap]) -> str:
    text = run.text or get_reference_title(run.target, titles)
    if run.kind in names:
        text = names[run.kind].get(text.lower(), text)
    html = matcher.underline_terms(text) if run.kind in _TEXT_KINDS else escape(text)
    tag = TAGS.get(run.kind, "span")
    class_attribute = f' class="{run.kind}"' if run.kind in CLASSES else ""
    return f"<{tag}{class_attribute}>{html}</{tag}>" if tag != "span" or class_attribute else html
