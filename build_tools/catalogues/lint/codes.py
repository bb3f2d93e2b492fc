"""List every code `catalogue/…`, with its meaning and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Describe a code: `what` was found, `why` it matters, how to `fix` it, and whether it is final."""

    code: str
    severity: Severity = "warning"
    what: str
    why: str
    fix: str
    is_final: bool = False


def list_codes() -> tuple[Code, ...]:
    """Return every code that a check of catalogues knows; those of the rules come last."""
    from build_tools.catalogues.lint import list_rules

    return (*BASE_CODES, *list_rules())


def _make_lost_code(what: str, is_about: str) -> Code:
    return Code(
        code=f"catalogue/lost-{what}",
        what=is_about,
        why="a link, a note or an explanation is missing",
        fix="put it where it belongs in the translation",
    )


def _make_rejection_code(what: str, is_about: str) -> Code:
    return Code(
        code=f"catalogue/refused-{what}",
        severity="error",
        what=is_about,
        why="it could do harm, so the source stands in its place",
        fix="write the words alone, with the marks of the source and no others",
        is_final=True,
    )


def _make_unreadable_code(what: str, is_about: str, fix: str) -> Code:
    return Code(
        code=f"catalogue/{what}",
        severity="error",
        what=is_about,
        why="nothing of the catalogue can be used",
        fix=fix,
        is_final=True,
    )


BASE_CODES: tuple[Code, ...] = (
    _make_unreadable_code(
        "syntax", "what gettext cannot read", "correct that line; `msgfmt -c` shows what is wrong"
    ),
    _make_unreadable_code("link", "a catalogue that is a link out of the root", "put the .po itself there"),
    _make_unreadable_code("not-a-file", "a catalogue that is not a regular file", "put the .po itself there"),
    _make_unreadable_code("size", "a language of too many bytes or messages", "take out what no page needs"),
    _make_unreadable_code("no-gettext", "a machine without msgfmt", "install gettext"),
    _make_unreadable_code("glossary", "a glossary.tsv that cannot be read", "correct that line"),
    Code(
        code="catalogue/lost-text",
        severity="error",
        what="words of a translation that do not reach its page",
        why="nobody reads them",
        fix="write one plain paragraph for a message that the page has",
    ),
    Code(
        code="catalogue/no-page",
        severity="error",
        what="a catalogue with translations whose page does not exist",
        why="nothing of it is used",
        fix="name it after its page, or run editions catalogue update",
    ),
    Code(
        code="catalogue/unpublished",
        what="a catalogue of a publication that is not published in its language",
        why="nothing of it is used",
        fix="add the language in source/publications.toml",
    ),
    Code(
        code="catalogue/block-structure",
        what="a translation that begins like a list, or has indented lines",
        why="Sphinx would drop it; a build keeps its words in one paragraph",
        fix="write a backslash before the mark: “\\- x”, “M\\. Rivera”, “1986\\. x”",
    ),
    Code(
        code="catalogue/second-paragraph",
        what="a translation of more than one paragraph",
        why="Sphinx would show the first; a build joins them",
        fix="write one paragraph, as the source does",
    ),
    Code(
        code="catalogue/lost-mark",
        what="a last mark, or a backslash, that Sphinx would drop",
        why="other programs lose it; a build keeps it",
        fix="write a backslash before it",
    ),
    _make_lost_code("note", "notes of the source that the translation leaves out"),
    _make_lost_code("reference", "references of the source that the translation leaves out"),
    _make_lost_code("link", "addresses in the source that the translation leaves out"),
    _make_lost_code(
        "substitution", "names between vertical bars (|) in the source that the translation leaves out"
    ),
    _make_lost_code("role", "words marked with a role in the source that the translation leaves out"),
    _make_lost_code(
        "target", "targets that stand in the text of the source and are missing from the translation"
    ),
    Code(
        code="catalogue/touching-markup",
        what="a mark that touches a letter",
        why="other programs print it as it is; a build separates the two",
        fix="write “\\ ” between the letter and the mark",
    ),
    Code(
        code="catalogue/stray-mark",
        what="a mark that is opened and not closed",
        why="it is printed as it is",
        fix="close it, or write a backslash before it",
    ),
    Code(
        code="catalogue/shown-mark",
        severity="error",
        what="marks that the page shows as they are written, and its source does not",
        why="readers see asterisks, backquotes or brackets, and a note or a link may be lost",
        fix="write each mark directly against its words, with no space between, or put a backslash before it",
    ),
    Code(
        code="catalogue/ref.term",
        what="a term that the translated glossary does not have",
        why="it leads nowhere",
        fix="write the term as the glossary has it, or “words <term>”",
    ),
    Code(
        code="catalogue/other-term",
        what="a term that leads to a different glossary entry from the one in the source",
        why="readers who follow it find the wrong explanation",
        fix="write the term that translates that entry, or “words <term>”",
    ),
    _make_rejection_code("control", "invisible control characters"),
    _make_rejection_code("directive", "a directive, a comment or a target"),
    _make_rejection_code("formula", "a formula that cannot be typeset, or that does more than typesetting"),
    _make_rejection_code("invisible", "a translation that shows no letter where its source does"),
    _make_rejection_code("image", "a picture that differs from the one in the source"),
    _make_rejection_code("link", "an address or a reference that the source lacks"),
    _make_rejection_code("markup", "HTML elements or TeX commands that the source lacks"),
    _make_rejection_code("note", "a note that the source lacks, or has less often"),
    _make_rejection_code("role", "a role that the source lacks, or that leads elsewhere"),
    _make_rejection_code("size", "a translation far too long, or nested too deep"),
    _make_rejection_code("substitution", "a name between vertical bars (|) that the source does not have"),
    _make_rejection_code("target", "a target that the source lacks"),
    Code(
        code="catalogue/fuzzy",
        severity="note",
        what="a fuzzy translation",
        why="it is a guess, and not used",
        fix="correct it, then remove its “fuzzy” flag",
    ),
    Code(
        code="catalogue/missing",
        severity="note",
        what="a message without a translation",
        why="the source stands in its place",
        fix="translate it; editions catalogue update brings what a catalogue lacks",
    ),
    Code(
        code="catalogue/none",
        severity="note",
        what="a publication without any translation in a language",
        why="it is built in its source language, and says so",
        fix="editions catalogue update makes its catalogues",
    ),
    Code(
        code="catalogue/unused",
        severity="note",
        what="an empty message with a context or plural forms",
        why="no page looks one up",
        fix="write it without msgctxt and msgid_plural",
    ),
    Code(
        code="catalogue/header",
        what="a field of the header with an unknown value",
        why="it counts as the weakest",
        fix=(
            "write draft, reviewed or approved, or machine, person or adopted, or the date on which it was"
            " written, as the field requires"
        ),
    ),
    Code(
        code="catalogue/design-word",
        what="a UI string of press.po that cannot be used",
        why="it would be printed wrong, or deceive readers",
        fix="write words alone, and keep what stands in braces or begins with a percent sign",
    ),
    Code(
        code="catalogue/untranslated-design",
        what="UI strings of press.pot that a language lacks",
        why="readers see them in English",
        fix="translate them in press.po",
    ),
    Code(
        code="catalogue/waiver",
        what="a comment that allows what it cannot, or without a reason",
        why="nothing is allowed by it",
        fix="write “# allow numbers: why”",
        is_final=True,
    ),
)
