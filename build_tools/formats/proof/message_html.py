"""Render messages as inert HTML, as a reader sees them, with the terms of the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape

from build_tools.formats.proof.reference_names import NameMap, get_reference_title
from build_tools.model import Language
from build_tools.sanitizer.message_text import MarkupRun, split_runs
from build_tools.sphinx_ext.text import spacing

# What may follow a word in the languages of alphabets: marks of number, gender and case.
INFLECTION = r"(?:s|es|e|n|en|x|as|os)?"
# What Arabic writes together with the word after it, and before its article.
ARABIC_PREFIX = r"[وفبكل]{0,2}(?:ال|لل)?"
WHITE_SPACE = r"\s+"
ARTICLE = re.compile(r"^ال")
ARABIC = re.compile(r"[\u0621-\u064a]")
CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class TermMatcher:
    """Find any of some word forms in a text; a visual aid that knows no grammar."""

    def __init__(self, forms: Iterable[str]) -> None:
        longest = sorted({form for form in forms if form}, key=lambda form: (-len(form), form))
        parts = "|".join(map(_make_term_pattern, longest))
        self._pattern = re.compile(f"({parts})", re.IGNORECASE) if parts else None

    def has_match(self, text: str) -> bool:
        """Return whether one of the forms is in a text."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def underline_terms(self, text: str) -> str:
        """Return a text as HTML, each term in an element of its own."""
        parts = list(map(escape, self._pattern.split(text) if self._pattern else [text]))
        parts[1::2] = [f'<span class="term">{term}</span>' for term in parts[1::2]]
        return "".join(parts)


def _make_term_pattern(form: str) -> str:
    words = form.split()
    if CJK.search(form):  # what follows a noun is written together with it
        return r"\s*".join(map(re.escape, words))
    if ARABIC.search(form):
        parts = [ARABIC_PREFIX + re.escape(ARTICLE.sub("", word)) for word in words]
    else:
        parts = [re.escape(word) + INFLECTION for word in words]
    return rf"(?<!\w){WHITE_SPACE.join(parts)}(?!\w)"


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
