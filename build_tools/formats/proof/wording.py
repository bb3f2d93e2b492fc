"""Messages as a reader reads them: takes their texts, gives HTML in which nothing acts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape

from build_tools.charter import spaces
from build_tools.charter.gate.showing import MarkupRun, split_runs
from build_tools.formats.proof.named import Titles, title
from build_tools.formats.proof.terms import Forms
from build_tools.model import Language

TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "subscript": "sub",
    "superscript": "sup",
    "note": "sup",
}
CLASSES = {"note", "reference", "substitution", "raw"}
# Marks of direction and joiners that letters need; all else that is not seen is named.
NEEDED = frozenset("\n\u200c\u200d\u200e\u200f\u061c\u00ad\u2060")
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
UNSEEN = re.compile(r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u0377]")


def rendered(
    text: str,
    tag: str,
    language: Language,
    *,
    forms: Forms,
    titles: Titles,
    notes: Titles,
    filled: Titles,
) -> str:
    """Return a message as HTML: marks as they read, terms underlined, names as their words."""
    names: Mapping[str, Titles] = {"note": notes, "substitution": filled}
    runs = _spaced(split_runs(text, tag), language)
    html = "".join(_html(run, forms, titles, names) for run in runs)
    return UNSEEN.sub(_allowed, html)


def _spaced(runs: Iterable[MarkupRun], language: Language) -> Iterator[MarkupRun]:
    """Yield runs with the spaces of their language, which the press sets in an edition too."""
    before = ""
    for run in runs:
        if run.kind in _WORDED:
            words = spaces.set_spaces(run.text, language, before)
            yield replace(run, words=words)
            before = words[-1:] or before
        else:
            yield run
            before = spaces.OBJECT_REPLACEMENT


def raw(text: str) -> str:
    """Return a text as it is written, as HTML; what cannot be seen is named (`⟨U+202E⟩`)."""
    return UNSEEN.sub(_seen, escape(text.replace("\r\n", "\n"), quote=False))


def _allowed(found: re.Match[str]) -> str:
    """Return a letter that may pass; what the gate let pass turns directions for a reason."""
    return found[0] if unicodedata.category(found[0]) == "Cf" else _seen(found)


def _seen(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in NEEDED or unicodedata.category(letter) not in HIDDEN:
        return letter
    return f'<b class="unseen" dir="ltr">⟨U+{ord(letter):04X}⟩</b>'


def _html(run: MarkupRun, forms: Forms, titles: Titles, names: Mapping[str, Titles]) -> str:
    words = run.text or title(run.target, titles)
    if run.kind in names:
        words = names[run.kind].get(words.lower(), words)
    inner = forms.underlined(words) if run.kind in _WORDED else escape(words)
    tag = TAGS.get(run.kind, "span")
    marked = f' class="{run.kind}"' if run.kind in CLASSES else ""
    return f"<{tag}{marked}>{inner}</{tag}>" if tag != "span" or marked else inner


_WORDED = frozenset({"text", "emphasis", "strong", "reference"})
