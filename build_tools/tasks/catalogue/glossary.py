"""Run `editions catalogue glossary`: show the terms by language, or write the file in its long form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError
from build_tools.model import Language
from build_tools.paths import Root
from build_tools.register import language_tags, languages
from build_tools.tasks.named_file import write_named_file

if TYPE_CHECKING:
    from build_tools.catalogues.glossary_table import GlossaryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTable:
    """Hold the terms of a glossary by key and language tag, and its languages in their order."""

    terms: dict[str, dict[str, GlossaryRow]]
    languages: tuple[Language, ...]


def read_term_table(root: Root, tags: Sequence[str]) -> TermTable:
    """Return the terms of a root's glossary, in the named languages or in all.

    Raises UserError `catalogue/glossary` if it cannot be read, or has no term in a named language.
    """
    from build_tools import catalogues

    terms = catalogues.read_glossary(root)
    known = dict.fromkeys(tag for rows in terms.values() for tag in rows)
    for tag in tags:
        if tag.lower() not in known:
            message = f"the glossary has no term in {tag}"
            remedy = (
                f"write rows of it into {root.relativize(root.glossary)}, or name one of {', '.join(known)}"
            )
            raise UserError("catalogue/glossary", message, remedy=remedy)
    chosen = [tag.lower() for tag in tags] or list(known)
    layers = languages.read_layers(root)
    return TermTable(
        terms={key: rows for key, rows in terms.items() if any(tag in rows for tag in chosen)},
        languages=tuple(languages.resolve_language(_write_tag(tag), layers) for tag in chosen),
    )


def _write_tag(tag: str) -> str:
    """Return a tag with its capitals, `pt-BR`; one that is unknown as it is."""
    written = language_tags.repair_tag(tag)
    return written if written.lower() == tag else tag


def iter_term_lines(table: TermTable) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row for each term and language: key, tag, term, note; the key stands once."""
    for key, rows in table.terms.items():
        name = key
        for language in table.languages:
            row = rows.get(language.tag.lower())
            if row:
                yield name, language.tag, row.term, row.note
                name = ""


def write_glossary_page(table: TermTable, file: Path) -> None:
    """Write the terms as a page, whole. Raises UserError if it cannot be written."""
    from build_tools.render import templates

    page = templates.render_page("glossary", "glossary.html", terms=table.terms, languages=table.languages)
    try:
        write_named_file(file, page.encode())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        raise UserError("cli/page", message, remedy="name another file with --page") from error


def write_long_glossary(root: Root) -> str:
    """Write the glossary with a row a term and language; return its name, or nothing if it was so."""
    from build_tools import catalogues
    from build_tools.catalogues.file_replacement import save_change

    change = catalogues.convert_glossary(root)
    if change is None:
        return ""
    save_change(change, "glossary")
    return change.file
