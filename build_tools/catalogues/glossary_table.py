"""Read glossary.tsv as rows of a term in a language, in its long form or in the older wide one.

Long form, a row a term and language: `key`, `language`, `term`, `note`. Wide form: a column a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.errors import UserError
from build_tools.model import Place

LONG_HEADS = ("key", "language", "term", "note")
UNSETTLED = "?"  # at the start of a note: the term is not settled in its language
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_OF_LANGUAGES = re.compile(rf"^((?:{_LANGUAGE} )*{_LANGUAGE}): *(.+)$")
_QUESTIONS = re.compile(rf"^(?:{_LANGUAGE}\?\s*)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryRow:
    """Describe a term in a language, with its line in the file; a language is in lower case."""

    key: str
    language: str
    term: str
    note: str = ""
    line: int = 0


def is_long_form(lines: Sequence[str]) -> bool:
    """Return whether the lines of a glossary have the heads of the long form."""
    heads = [head.strip().lower() for head in lines[0].split("\t")] if lines else []
    return heads[:3] == list(LONG_HEADS[:3])


def parse_glossary(lines: Sequence[str], file: str) -> tuple[GlossaryRow, ...]:
    """Return the rows of a glossary, in its order. Raises UserError `catalogue/glossary` for a bad row."""
    rows = _iter_long_rows(lines, file) if is_long_form(lines) else _iter_wide_rows(lines, file)
    return tuple(rows)


def _iter_long_rows(lines: Sequence[str], file: str) -> Iterator[GlossaryRow]:
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not 3 <= len(cells) <= len(LONG_HEADS) or not (cells[0] and cells[1]):
            message = f"this row is none of a key, a language, a term and a note: “{line.strip()[:40]}”"
            raise make_glossary_error(message, "write these four with tabs between them", file, number)
        note = cells[3] if len(cells) > 3 else ""
        yield GlossaryRow(key=cells[0], language=cells[1].lower(), term=cells[2], note=note, line=number)


def _iter_wide_rows(lines: Sequence[str], file: str) -> Iterator[GlossaryRow]:
    heads = [head.strip().lower() for head in lines[0].split("\t")] if lines else []
    languages = [(at, head) for at, head in enumerate(heads) if head and head not in ("key", "note")]
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line.split("\t")]
        if any(cells[len(heads) :]):
            message = f"this row has {len(cells)} cells under {len(heads)} heads"
            remedy = (
                "give each cell its column; a row a term and language needs none: catalogue glossary --long"
            )
            raise make_glossary_error(message, remedy, file, number)
        row = dict(zip(heads, cells, strict=False))
        for at, language in languages:
            if at < len(cells) and cells[at]:
                key, note = row.get("key", ""), row.get("note", "")
                yield GlossaryRow(key=key, language=language, term=cells[at], note=note, line=number)


def make_glossary_error(message: str, remedy: str, file: str, line: int | None) -> UserError:
    """Return the error for a glossary that cannot be read, at a line."""
    place = Place(file=file, line=line)
    return UserError("catalogue/glossary", message, remedy=remedy, place=place, exit_code=1)


def group_terms(rows: Iterable[GlossaryRow]) -> dict[str, dict[str, GlossaryRow]]:
    """Return rows by key, then by language; of two rows of a language both terms and both notes count."""
    terms: dict[str, dict[str, GlossaryRow]] = {}
    for row in rows:
        known = terms.setdefault(row.key or f"line {row.line}", {})
        first = known.setdefault(row.language, row)
        term = f"{first.term} / {row.term}" if row.term != first.term else row.term
        note = "; ".join(dict.fromkeys(filter(None, (first.note, row.note))))
        known[row.language] = replace(first, term=term, note=note)
    return terms


def format_long_glossary(lines: Sequence[str], file: str) -> str:
    """Return a wide glossary in the long form, with what its notes say of a language in that one's row."""
    heads = lines[0].split("\t")
    tags = {head.strip().lower(): head.strip() for head in heads}
    table = ["\t".join(LONG_HEADS)]
    for key, terms in group_terms(parse_glossary(lines, file)).items():
        notes = _divide_note([row.note for row in terms.values()], list(terms))
        rows = ((key, tags[language], row.term, notes.get(language, "")) for language, row in terms.items())
        table += ("\t".join(row).rstrip() for row in rows)
    return "\n".join(table) + "\n"


def _divide_note(row_notes: Iterable[str], languages: Sequence[str]) -> Mapping[str, str]:
    """Return the parts of notes by language: `en fr: UCLG; pt?` is one of en and fr, and a question of pt."""
    parts: dict[str, list[str]] = {}
    every = dict.fromkeys(part.strip() for note in row_notes for part in note.split(";"))
    questions = re.findall(rf"(?<![\w-])({_LANGUAGE})\?", "; ".join(every))
    for part in filter(None, every):
        match = _OF_LANGUAGES.match(part)
        named = match[1].lower().split() if match else []
        if _QUESTIONS.match(part):
            continue
        if match and set(named) <= set(languages):
            for language in named:
                parts.setdefault(language, []).append(match[2])
        else:
            parts.setdefault(languages[0], []).append(part)
    notes = {language: "; ".join(several) for language, several in parts.items()}
    for language in (tag.lower() for tag in questions if tag.lower() in languages):
        notes[language] = f"{UNSETTLED} {notes.get(language, '')}".strip()
    return notes
