"""The page of a status: takes a Status, gives a web page with bars that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from build_tools.errors import UserError
from build_tools.layout import write_atomically
from build_tools.model import Coverage
from build_tools.tasks.catalogue_status import Status


def write(status: Status, file: Path) -> None:
    """Write a status as a page, whole. Raises Mendable where it cannot be written."""
    from build_tools.charter import templates

    page = templates.page(
        "status", "status.html", languages=status.languages, findings=status.findings, parts=parts
    )
    try:
        write_atomically(file, page.encode())
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}"
        remedy = "name another file with --page"
        raise UserError("cli/page", message, remedy=remedy) from error


def parts(of: Coverage) -> tuple[int, int]:
    """Return how much of a text is translated and fuzzy, of a thousand; the rest is missing.

    What there is of a part is seen, however little; a thousand are translated only where all is.
    """
    words = of.words or 1
    missing = -(-of.missing * 1000 // words)
    fuzzy = min(1000 - missing, -(-of.fuzzy * 1000 // words))
    return 1000 - fuzzy - missing, fuzzy
