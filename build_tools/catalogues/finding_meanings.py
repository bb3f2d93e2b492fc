"""Translate what findings mean, by their codes, for a reviewer who reads no English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.catalogues.lint.codes import list_codes
from build_tools.catalogues.ui_messages import list_ui_messages
from build_tools.model import FindingMeaning, UiStrings

# Of the template: what a string is for that only a proof shows, beside what was found.
FINDING_NOTES = frozenset(("In a proof: what was found.", "In a proof: how to mend what was found."))
# These fail an edition, or `catalogue check` alone reports them: no proof has one.
NOT_IN_PROOFS = frozenset(
    f"catalogue/{name}"
    for name in (
        *("syntax", "link", "not-a-file", "size", "no-gettext", "glossary"),
        *("unpublished", "waiver"),
    )
)
# What other rooms report, and the words of Sphinx, by the first word of a code.
_OTHER_ROOMS: Mapping[str, tuple[str, str]] = {
    "": (
        "something in the source text or its settings, not in this translation",
        "tell whoever keeps the sources",
    ),
    "fonts": ("letters that no font of this language has", "tell whoever makes the editions"),
    "catalogue": (
        "markup in this translation that will not work as intended",
        "compare its marks with those of the source",
    ),
}


def translate_finding_meanings(ui_strings: UiStrings) -> dict[str, FindingMeaning]:
    """Return the meaning of each code in the language of UI strings.

    What has no row stands under the first word of its code (`fonts`), all else under an empty string.
    """
    return {
        code: FindingMeaning(what=ui_strings(what), fix=ui_strings(fix))
        for code, what, fix in _iter_english_meanings()
    }


def leave_out_finding_meanings(ui_strings: UiStrings) -> UiStrings:
    """Return the UI strings that editions show: no font of theirs needs the letters of the meanings.

    The template says which these are: the rows of all rules would have to be imported for it.
    """
    meanings = {
        entry.msgid for entry in list_ui_messages() if not FINDING_NOTES.isdisjoint(entry.extracted_comments)
    }
    messages = {msgid: text for msgid, text in ui_strings.messages.items() if msgid not in meanings}
    return replace(ui_strings, messages=messages)


def _iter_english_meanings() -> Iterator[tuple[str, str, str]]:
    for row in list_codes():
        if row.code not in NOT_IN_PROOFS:
            yield row.code, row.what, row.fix
    for room, (what, fix) in _OTHER_ROOMS.items():
        yield room, what, fix
