"""Write a translation status as a web page with bars, in one file."""

from __future__ import annotations

from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Coverage
from build_tools.paths import write_atomically
from build_tools.tasks.catalogue.status import TranslationStatus


def write_status_page(status: TranslationStatus, file: Path) -> None:
    """Write a status as a page, whole. Raises UserError if it cannot be written."""
    from build_tools.render import templates

    page = templates.render_page(
        "status", "status.html", languages=status.languages, findings=status.findings, parts=compute_bar_parts
    )
    try:
        write_atomically(file, page.encode())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        remedy = "name another file with --page"
        raise UserError("cli/page", message, remedy=remedy) from error


def compute_bar_parts(coverage: Coverage) -> tuple[int, int]:
    """Return the translated and the fuzzy part of a text, in thousandths; the rest is missing.

    A part that is not empty is at least one; the translated part is 1000 only if all is
    translated.
    """
    words = coverage.words or 1
    missing = -(-coverage.missing * 1000 // words)
    fuzzy = min(1000 - missing, -(-coverage.fuzzy * 1000 // words))
    return 1000 - fuzzy - missing, fuzzy
